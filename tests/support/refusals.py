"""What is refused, and with which error."""

import pytest

from leadership_lib import RoleError


def refused(read, *arguments) -> RoleError:
    with pytest.raises(RoleError) as caught:
        read(*arguments)
    return caught.value
