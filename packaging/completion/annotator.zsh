#compdef annotator
# Completion of annotator for zsh; made by packaging/make_completion.py.
# To use it: put it into a folder of $fpath under the name _annotator.
_annotator() {
    local -a verbs
    verbs=(
        'demo:Do the whole main job on the article that ships with the program.'
        'new:Make a project.'
        'import:Bring texts or annotations into a project.'
        'list:List articles, layers, types, actors, spans, links, statements and more.'
        'show:Show an article with its marks, readable in a terminal.'
        'find:Find words in all texts, and mark what was found.'
        'mark:Mark one span.'
        'link:Link two spans.'
        'take:Take spans from one layer into another, or into the agreed one.'
        'carry:Carry marks over to copies of an article, where the words are unchanged.'
        'scheme:Show, export, import or check a coding scheme.'
        'sample:Draw a sample of articles that anyone can draw again.'
        'kit:Make kits for blind double coding, and take them back.'
        'merge:Bring in what colleagues coded, as further layers.'
        'suggest:Let suggesters propose marks, on layers of their own.'
        'suggesters:List the suggesters, and what is missing for them.'
        'export:Write a project in a format, read it back, and put it in place.'
        'compare:Say what layers mark differently.'
        'agreement:Say in figures how far layers agree.'
        'check:Check a project file through and through.'
        'recover:Save what can be read of a damaged project into a new one.'
        'backup:List the backups of a project, or take an older state back.'
        'info:Give facts about a project file.'
        'history:List the steps of a project.'
        'traces:List what this computer keeps of a project beside its file, or remove it.'
        'undo:Undo the latest step, or all after one.'
        'redo:Redo the oldest undone step, or all up to one.'
        'do:Take JSON commands from standard input, one a line.'
        'formats:List the formats, what they can and what they lose.'
    )
    if (( CURRENT == 2 )); then
        _describe -t verbs 'verb' verbs
        _files
        return
    fi
    local verb=${words[2]}
    shift words
    (( CURRENT-- ))
    case $verb in
        demo)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[where to put all of it; else a new folder]:DIR:_files' \
                '--no-window[leave the window closed]'
            ;;
        new)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--title[the project'\''s title]:T:_files' \
                '--scheme[a shipped scheme, or a TOML file]:NAME|PATH:_files' \
                ':FILE:_files'
            ;;
        import)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--format[the format; else it is guessed, and said]:NAME:_files' \
                '--encoding[the encoding of texts, like cp1252]:E:_files' \
                '--map[what columns of a table, or codes, become; else it is guessed]:MAP.toml:_files' \
                '--keep-map[write what the columns became]:MAP.toml:_files' \
                '--date-order[how dates like 3/4/2026 are read\: dmy, mdy or ymd]:ORDER:(dmy mdy ymd)' \
                '--reading[how positions of marks are counted\: utf16 or codepoints, then ,crlf2 ,bom ,end]:R:_files' \
                '--layer[put all marks on an import layer]:NAME:_files' \
                '--texts-from[a folder or project with texts that were left out]:PLACE:_files' \
                '--dry-run[only say what would happen]' \
                ':FILE:_files' \
                '*:SOURCE:_files'
            ;;
        list)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--at[the project as it was\: a step’s id, number or name, or a time]:MOMENT:_files' \
                '*--where[only rows that fit]:KEY=VALUE:_files' \
                '--sample[only what is in this sample'\''s articles]:NAME:_files' \
                '--sort[by what stands at this key]:KEY:_files' \
                '--limit[so many rows at most]:N:_files' \
                '--after[only rows behind the one of this id]:ID:_files' \
                '--csv[print CSV]' \
                ':FILE:_files' \
                ':WHAT:(articles layers types actors spans links statements regions notes decisions steps look-again look-alikes passages rules searches recipes)'
            ;;
        show)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--at[the project as it was\: a step’s id, number or name, or a time]:MOMENT:_files' \
                '--layer[one layer; else all]:NAME:_files' \
                ':FILE:_files' \
                ':ARTICLE:_files'
            ;;
        find)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--regex[a regular expression, as Python'\''s re]' \
                '--whole[whole words only]' \
                '--case[capitals and signs as written]' \
                '--in[inside spans of a type]:TYPE:_files' \
                '--said-by[inside claims of an actor]:ACTOR:_files' \
                '--notes[in notes too]' \
                '--unmarked[only what is not marked yet]' \
                '--limit[so many hits]:N:_files' \
                '--after[go on behind the cursor of an answer]:CURSOR:_files' \
                '--mark[mark all hits as this type, as one step]:TYPE:_files' \
                '*--set[with --mark\: an attribute]:KEY=VALUE:_files' \
                '--actor[with --mark\: an id, name or alias]:NAME:_files' \
                ':FILE:_files' \
                ':WORDS:_files'
            ;;
        mark)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '*--at[code points, half-open; several are the parts of one span]:START\:END:_files' \
                '*--set[the value of an attribute]:KEY=VALUE:_files' \
                '--actor[an id, name or alias; else a new actor]:NAME:_files' \
                '--layer[the layer; else the coder'\''s own]:NAME:_files' \
                ':FILE:_files' \
                ':ARTICLE:_files' \
                ':TYPE:_files'
            ;;
        link)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '*--set[the value of an attribute]:KEY=VALUE:_files' \
                '--layer[the layer both spans must be on]:NAME:_files' \
                ':FILE:_files' \
                ':SPAN:_files' \
                ':LINK:_files' \
                ':SPAN:_files'
            ;;
        take)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--of[the two layers compared, where there are more than two coders]:('\''LEFT'\'', '\''RIGHT'\''):_files' \
                '*--kind[only differences of a kind]:K:_files' \
                '*--type[only spans of a type]:T:_files' \
                '--sample[only in the articles of a sample]:NAME:_files' \
                '*--article[only in an article]:A:_files' \
                '--rest[the done articles that nobody coded twice]' \
                '--without-names[hide who coded what while settling]' \
                '--dry-run[say what would be taken]' \
                ':FILE:_files' \
                ':FROM:_files' \
                ':TO:_files'
            ;;
        carry)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '*--to[a copy of it; without it all near copies that are grouped with it]:ARTICLE:_files' \
                '--layer[whose marks; without it the coder'\''s own]:NAME:_files' \
                '--dry-run[say what would come over]' \
                ':FILE:_files' \
                ':ARTICLE:_files'
            ;;
        scheme)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[where to write the scheme]:PATH:_files' \
                '--overwrite[replace a file that is there]' \
                '--version[an older version to show]:N:_files' \
                '--note[why the scheme is edited]:N:_files' \
                '--dry-run[only say what would change]' \
                ':ACTION:(show export import edit check)' \
                ':FILE:_files' \
                ':SCHEME:_files'
            ;;
        sample)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--name[what it is called]:NAME:_files' \
                '--n[so many articles]:N:_files' \
                '--share[a share of them, like 0.1]:F:_files' \
                '--weeks[all articles of N days of each weekday; with --n so many of these]:N:_files' \
                '*--by[outlet or month; both may be given]:BY:(outlet month)' \
                '--from[the first day]:D:_files' \
                '--to[the last day]:D:_files' \
                '--seed[the number it is drawn by; otherwise 1, for the next sample 2]:N:_files' \
                '--more[draw N more of the sample NAME]:N:_files' \
                ':FILE:_files'
            ;;
        kit)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--dry-run[only say what would be done]' \
                '*--coder[for whom a kit is made; may be given again]:NAME:_files' \
                '--sample[the articles of this sample]:NAME:_files' \
                '--overlap[without --sample\: the share that all code; otherwise 0.1, at least 20 articles]:F:_files' \
                '--alone[of the rest, the share that each codes alone]:F:_files' \
                '--hide[fields that nothing shows until an article is done, like outlet,date]:FIELDS:_files' \
                '--given[the places of this layer'\''s claims stand in the kit, nothing else of them]:LAYER:_files' \
                '*--by[without --sample\: cells, outlet or month; may be given again]:BY:(outlet month)' \
                '--seed[the number it is drawn by]:N:_files' \
                '--to[the folder that the kits go into]:DIR:_files' \
                ':ACTION:(make collect list)' \
                ':FILE:_files' \
                ':KIT:_files'
            ;;
        merge)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--dry-run[only say what they would bring]' \
                ':FILE:_files' \
                '*:OTHER:_files'
            ;;
        suggest)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '*--suggester[only this suggester (repeatable)]:NAME:_files' \
                '*--article[only this article (repeatable)]:A:_files' \
                '*--with[propose these too (repeatable)]:WITH_:(reported thoughts nested numbers)' \
                '--no-model[by the rules alone]' \
                '--model[this model of spaCy, installed or in a folder]:NAME|FOLDER:_files' \
                ':FILE:_files'
            ;;
        suggesters)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)'
            ;;
        export)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--at[the project as it was\: a step’s id, number or name, or a time]:MOMENT:_files' \
                '--format[“annotator formats” lists]:NAME:_files' \
                '--to[the file or folder to write]:PATH:_files' \
                '--recipe[write a kept recipe again; alone enough]:NAME:_files' \
                '*--layer[only this layer]:NAME:_files' \
                '*--article[only this article]:A:_files' \
                '*--where[only articles that fit, as “list” has them]:KEY=VALUE:_files' \
                '*--pseudonym[replace this actor’s names (“persons”\: all)]:ACTOR:_files' \
                '*--hide[replace this word too\: a dry run lists what still tells a name]:WORD:_files' \
                '--sample[only the articles of this sample]:NAME:_files' \
                '--text[the words of the articles\: kept, left out, or with other names]:TEXT:(keep offsets pseudonyms)' \
                '--key[where it is kept which name became which]:FILE:_files' \
                '--with[notes too, without texts]:ALSO:(notes)' \
                '--without[leave out spans in page furniture]:WITHOUT:(boilerplate)' \
                '--preset[r\: for R and other programs; excel\: for Excel]:PRESET:(r excel)' \
                '--separator[Separator of the preset excel]:SEPARATOR:_files' \
                '--part[Articles in a file of Parquet]:PART:_files' \
                '--for[standard\: the standard; nvivo\: NVivo for Windows]:FOR:(standard nvivo)' \
                '--split[Share of articles for dev.spacy (0.2)]:SPLIT:_files' \
                '--seed[Seed of the split]:SEED:_files' \
                '--licence[Licence of the archive]:LICENCE:_files' \
                '--keep-recipe[keep all this under a name]:NAME:_files' \
                '--overwrite[replace an earlier export]' \
                '--dry-run[only say what would be lost]' \
                ':FILE:_files'
            ;;
        compare)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--sample[only the articles of this sample]:NAME:_files' \
                '*--article[only this article]:A:_files' \
                '--all-articles[also those that somebody has not done]' \
                '*--kind[only differences of this kind\: %(choices)s]:K:(missing extra boundary type speaker link attribute)' \
                '*--type[only of this type]:T:_files' \
                '*--state[only differences that are %(choices)s since they were settled]:S:(open settled changed)' \
                '--fail[exit 1 if there are differences]' \
                ':FILE:_files' \
                '*:LAYER:_files'
            ;;
        agreement)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--sample[only the articles of this sample]:NAME:_files' \
                '*--article[only this article]:A:_files' \
                '--all-articles[also those that somebody has not done]' \
                '--reference[this layer is held to be right]:LAYER:_files' \
                '--edges[loose\: but for marks]:EDGES:(strict loose)' \
                '--min-iou[the least overlap of a pair]:X:_files' \
                '--slices[also in K parts over time]:K:_files' \
                '--by[also the figures of each]:BY:(type attribute article outlet)' \
                '--resamples[draws for the intervals]:N:_files' \
                '--report[write a report\: .html, .pdf or .csv]:OUT:_files' \
                ':FILE:_files' \
                '*:LAYER:_files'
            ;;
        check)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                ':FILE:_files'
            ;;
        recover)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[the new project]:NEW:_files' \
                ':FILE:_files'
            ;;
        backup)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[write it as a new file; FILE stays as it is]:NEW:_files' \
                '*--article[take back this article alone (an id, number or title); may be given again]:A:_files' \
                '--layer[take back what this layer had, in all articles or in those given]:NAME:_files' \
                '--dry-run[only say what would be taken back]' \
                ':ACTION:(list restore)' \
                ':FILE:_files' \
                ':ID:_files'
            ;;
        info)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                ':FILE:_files'
            ;;
        history)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--name[name a step, so that --at finds it]:('\''STEP'\'', '\''NAME'\''):_files' \
                '--no-name[take the name of a step away]:STEP:_files' \
                '--forget-before[say what would go with the steps before one]:MOMENT:_files' \
                '--yes[forget them, for ever]' \
                ':FILE:_files'
            ;;
        traces)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--remove[take all of it away, for ever]' \
                ':FILE:_files'
            ;;
        undo)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[undo all steps after this one (an id or number)]:STEP:_files' \
                ':FILE:_files'
            ;;
        redo)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                '--to[redo all steps up to this one (an id or number)]:STEP:_files' \
                ':FILE:_files'
            ;;
        do)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)' \
                ':FILE:_files'
            ;;
        formats)
            _arguments \
                '-h[show this help message and exit]' \
                '--help[show this help message and exit]' \
                '--json[print one JSON document]' \
                '--quiet[say nothing but results and errors]' \
                '--verbose[write more into the log]' \
                '--log[write the log there]:FILE:_files' \
                '--coder[whose layer; else who made the project here, or the last one named]:NAME:_files' \
                '--anyway[open the project although another computer'\''s lock is there]' \
                '--progress[how to show progress]:PROGRESS:(auto plain none)'
            ;;
    esac
}
_annotator "$@"
