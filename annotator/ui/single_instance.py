"""One window for one file: a window that has a project open can be asked to come to the front.

The writer's lock decides who has the file; this only finds the window that holds it.
"""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_COME = b"come\n"


def name_of(path: Path) -> str:
    """Give the name under which the window of a project listens, for this person alone."""
    words = f"{getpass.getuser()}\0{path.resolve()}"
    return f"annotator-{hashlib.sha256(words.encode()).hexdigest()[:24]}"


class SingleInstance(QObject):
    """Hears when another window wants this one to come to the front."""

    rung = Signal()

    def __init__(self, path: Path, parent: QObject) -> None:
        """Listen for the project at `path`."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        name = name_of(path)
        if not self._server.listen(name):
            # What a killed program left behind; the lock has shown that it is gone.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _heard(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
            self.rung.emit()
            caller.disconnectFromServer()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def ring(path: Path) -> bool:
    """Ask the window that has a project open to come to the front; say whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(path))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_COME)
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True
