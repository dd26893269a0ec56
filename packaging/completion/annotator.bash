# Completion of annotator for bash; made by packaging/make_completion.py.
# To use it: source this file, or put it into /usr/share/bash-completion/completions
# under the name annotator.
_annotator() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local verb=${COMP_WORDS[1]} words= files=-f
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        words='--help --version demo new import list show find mark link take carry scheme sample kit merge suggest suggesters export compare agreement check recover backup info history traces undo redo do formats'
        mapfile -t COMPREPLY < <(compgen -f -W "$words" -- "$current")
        return
    fi
    case "$verb $before" in
        'demo --progress') words='auto plain none' files= ;;
        'new --progress') words='auto plain none' files= ;;
        'import --progress') words='auto plain none' files= ;;
        'import --date-order') words='dmy mdy ymd' files= ;;
        'list --progress') words='auto plain none' files= ;;
        'show --progress') words='auto plain none' files= ;;
        'find --progress') words='auto plain none' files= ;;
        'mark --progress') words='auto plain none' files= ;;
        'link --progress') words='auto plain none' files= ;;
        'take --progress') words='auto plain none' files= ;;
        'carry --progress') words='auto plain none' files= ;;
        'scheme --progress') words='auto plain none' files= ;;
        'sample --progress') words='auto plain none' files= ;;
        'sample --by') words='outlet month' files= ;;
        'kit --progress') words='auto plain none' files= ;;
        'kit --by') words='outlet month' files= ;;
        'merge --progress') words='auto plain none' files= ;;
        'suggest --progress') words='auto plain none' files= ;;
        'suggest --with') words='reported thoughts nested numbers' files= ;;
        'suggesters --progress') words='auto plain none' files= ;;
        'export --progress') words='auto plain none' files= ;;
        'export --text') words='keep offsets pseudonyms' files= ;;
        'export --with') words='notes' files= ;;
        'export --without') words='boilerplate' files= ;;
        'export --preset') words='r excel' files= ;;
        'export --for') words='standard nvivo' files= ;;
        'compare --progress') words='auto plain none' files= ;;
        'compare --kind') words='missing extra boundary type speaker link attribute' files= ;;
        'compare --state') words='open settled changed' files= ;;
        'agreement --progress') words='auto plain none' files= ;;
        'agreement --edges') words='strict loose' files= ;;
        'agreement --by') words='type attribute article outlet' files= ;;
        'check --progress') words='auto plain none' files= ;;
        'recover --progress') words='auto plain none' files= ;;
        'backup --progress') words='auto plain none' files= ;;
        'info --progress') words='auto plain none' files= ;;
        'history --progress') words='auto plain none' files= ;;
        'traces --progress') words='auto plain none' files= ;;
        'undo --progress') words='auto plain none' files= ;;
        'redo --progress') words='auto plain none' files= ;;
        'do --progress') words='auto plain none' files= ;;
        'formats --progress') words='auto plain none' files= ;;
    esac
    if [ -z "$words" ]; then
        case "$verb" in
            demo)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to --no-window' ;;
                    *) words='' ;;
                esac ;;
            new)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --title --scheme' ;;
                    *) words='' ;;
                esac ;;
            import)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --format --encoding --map --keep-map --date-order --reading --layer --texts-from --dry-run' ;;
                    *) words='' ;;
                esac ;;
            list)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --at --where --sample --sort --limit --after --csv' ;;
                    *) words='articles layers types actors spans links statements regions notes decisions steps look-again look-alikes passages rules searches recipes' ;;
                esac ;;
            show)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --at --layer' ;;
                    *) words='' ;;
                esac ;;
            find)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --regex --whole --case --in --said-by --notes --unmarked --limit --after --mark --set --actor' ;;
                    *) words='' ;;
                esac ;;
            mark)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --at --set --actor --layer' ;;
                    *) words='' ;;
                esac ;;
            link)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --set --layer' ;;
                    *) words='' ;;
                esac ;;
            take)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --of --kind --type --sample --article --rest --without-names --dry-run' ;;
                    *) words='' ;;
                esac ;;
            carry)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to --layer --dry-run' ;;
                    *) words='' ;;
                esac ;;
            scheme)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to --overwrite --version --note --dry-run' ;;
                    *) words='show export import edit check' ;;
                esac ;;
            sample)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --name --n --share --weeks --by --from --to --seed --more' ;;
                    *) words='' ;;
                esac ;;
            kit)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --anyway --progress --dry-run --coder --sample --overlap --alone --hide --given --by --seed --to' ;;
                    *) words='make collect list' ;;
                esac ;;
            merge)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --dry-run' ;;
                    *) words='' ;;
                esac ;;
            suggest)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --suggester --article --with --no-model --model' ;;
                    *) words='' ;;
                esac ;;
            suggesters)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress' ;;
                    *) words='' ;;
                esac ;;
            export)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --at --format --to --recipe --layer --article --where --pseudonym --hide --sample --text --key --with --without --preset --separator --part --for --split --seed --licence --keep-recipe --overwrite --dry-run' ;;
                    *) words='' ;;
                esac ;;
            compare)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --sample --article --all-articles --kind --type --state --fail' ;;
                    *) words='' ;;
                esac ;;
            agreement)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --sample --article --all-articles --reference --edges --min-iou --slices --by --resamples --report' ;;
                    *) words='' ;;
                esac ;;
            check)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress' ;;
                    *) words='' ;;
                esac ;;
            recover)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to' ;;
                    *) words='' ;;
                esac ;;
            backup)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to --article --layer --dry-run' ;;
                    *) words='list restore' ;;
                esac ;;
            info)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress' ;;
                    *) words='' ;;
                esac ;;
            history)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --name --no-name --forget-before --yes' ;;
                    *) words='' ;;
                esac ;;
            traces)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --remove' ;;
                    *) words='' ;;
                esac ;;
            undo)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to' ;;
                    *) words='' ;;
                esac ;;
            redo)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress --to' ;;
                    *) words='' ;;
                esac ;;
            do)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress' ;;
                    *) words='' ;;
                esac ;;
            formats)
                case "$current" in
                    -*) words='-h --help --json --quiet --verbose --log --coder --anyway --progress' ;;
                    *) words='' ;;
                esac ;;
        esac
    fi
    case "$current" in -*) files= ;; esac
    # $files is empty or -f
    mapfile -t COMPREPLY < <(compgen $files -W "$words" -- "$current")
}
complete -o filenames -F _annotator annotator
