"""What may be kept by browsers and by caches on the way: pages that are the same for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]


def kept_for(seconds: int) -> Callable[[View], View]:
    """A public page is kept this long and then only asked whether it has changed (ETag).

    Whoever has a session gets it fresh: the frame may show who they are. Vary is Cookie, since the elder view is
    chosen by one.
    """

    def keep(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and settings.SESSION_COOKIE_NAME not in request.COOKIES:
                response.headers.setdefault("Cache-Control", f"public, max-age={seconds}")
            patch_vary_headers(response, ["Cookie"])
            return response

        return wraps(view)(conditional_page(kept))

    return keep
