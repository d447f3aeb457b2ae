"""One task at a time in a thread beside the work, for what leaves Python free meanwhile, as deflating does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


class Aside:
    """The thread is started by the first task. A task's exception is raised by whatever is called next but `close`."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._last: Future[object] | None = None

    def do(self, task: Callable[[], object]) -> None:
        """Start the task when the one before has ended: never more than one waits, so little is kept in memory."""
        self.wait()
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(1)
        self._last = self._thread.submit(task)

    def wait(self) -> None:
        """Until there is nothing left to do."""
        last, self._last = self._last, None
        if last is not None:
            last.result()

    def close(self) -> None:
        """End the thread, after the task it is at."""
        if self._thread is not None:
            self._thread.shutdown()
