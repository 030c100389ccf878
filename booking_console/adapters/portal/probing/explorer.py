"""Walking through an unknown portal and looking. Nothing is sent but one login: every other request that would send is cut off."""

import time
from collections.abc import Callable, Sequence
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page, Request, Response, Route

from booking_console.adapters.portal.browser.chromium import KeptBrowser, milliseconds
from booking_console.adapters.portal.probing.crawl import Frontier, openers, sign_in_button, sign_in_link
from booking_console.adapters.portal.probing.sighting import DataSeen, FieldSeen, FormSeen, PageSeen, look_at, steady
from booking_console.adapters.portal.probing.visited import Visited, cookie_seen, user_field
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired, Unavailable

_MOST_PAGES = 24
_UNAUTHORIZED = 401
_FEW = 6  # choices of a drop-down
_REST = 0.15  # s without a request: the page has come to rest
_MOMENT = "ms => new Promise(done => setTimeout(done, ms))"


class Explorer:
    """One walk. gap: seconds between two pages. Raises Unavailable, LoginRefused at the first refusal, PersonRequired at a CAPTCHA."""

    def __init__(self, browser: KeptBrowser, account: Account, *, waits: Waits, gap: float) -> None:
        self._browser, self._account, self._waits, self._gap = browser, account, waits, gap
        self._host = urlsplit(account.url).netloc
        self._seen = Visited(account.url)
        self._frontier = Frontier(self._host)
        self._in_flight: set[Request] = set()
        self._changed = time.monotonic()
        self._may_send = self._is_touching = False
        self._touched: list[str] = []
        self._opened: set[str] = set()
        self._frame = ""

    def explore(self, further: Callable[[Visited], Sequence[str]] = lambda _seen: ()) -> Visited:
        """further: addresses that are worth a look after all, by what was seen."""
        context = self._browser.context()
        context.route("**/*", self._guard)
        page = context.new_page()
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("requestfinished", self._on_end)
        page.on("requestfailed", self._on_end)
        page.on("dialog", lambda dialog: dialog.dismiss())
        try:
            self._enter(page)
            self._walk(page)
            for url in further(self._seen):
                self._open(page, url)
            self._seen.cookies = [cookie_seen(dict(cookie)) for cookie in context.cookies()]
        finally:
            page.close()
            context.unroute("**/*", self._guard)
        return self._seen

    def _guard(self, route: Route) -> None:
        """No form is sent, and no script sends anything because we touched it. What a page asks for while it loads, it asks everybody."""
        request = route.request
        is_page = request.is_navigation_request()
        is_sent = request.method not in ("GET", "HEAD") and (is_page or self._is_touching)
        if urlsplit(request.url).netloc not in ("", *self._browser.hosts):
            self._seen.blocked.add(urlsplit(request.url).netloc)
        if is_sent and not self._may_send:
            self._seen.cut_off.add(f"{request.method} {urlsplit(request.url).path}")
            route.abort("blockedbyclient")
        else:
            route.fallback()

    def _on_request(self, request: Request) -> None:
        self._in_flight.add(request)
        self._changed = time.monotonic()
        if self._is_touching:
            self._touched.append(request.url)

    def _on_end(self, request: Request) -> None:
        self._in_flight.discard(request)
        self._changed = time.monotonic()
        response = request.response() if request.resource_type in ("xhr", "fetch") else None
        if response is not None and "json" in response.headers.get("content-type", "") and response.status == 200:
            self._keep_data(request, response)

    def _on_response(self, _response: Response) -> None:
        self._changed = time.monotonic()

    def _keep_data(self, request: Request, response: Response) -> None:
        try:
            text, page = response.text(), request.frame.url
        except PlaywrightError:
            return
        body = "" if self._may_send else request.post_data or ""
        self._seen.data.append(DataSeen(url=request.url, method=request.method, text=text, page=page, body=body))

    def _open(self, page: Page, url: str) -> PageSeen:
        time.sleep(self._gap if self._seen.pages else 0)
        try:
            where = self._scope(page)
            response = where.goto(url, wait_until="domcontentloaded", timeout=milliseconds(self._waits.page))
        except PlaywrightError:
            raise Unavailable(f"{urlsplit(url).netloc} did not answer.") from None
        seen = self._settled(page, asked=url, status=response.status if response else 200)
        self._frontier.note(url)
        self._frontier.note(seen.url)
        self._seen.pages.append(seen)
        if seen.tests:
            raise PersonRequired(
                "The portal shows a test that only a person may pass; nothing more was looked at.",
                expected="a page",
                found=f"{seen.tests[0]} at {seen.path}",
            )
        return seen

    def _scope(self, page: Page) -> Page | Frame:
        """The window, or the frame in it in which the portal's pages come."""
        handle = page.query_selector(self._frame) if self._frame else None
        frame = handle.content_frame() if handle is not None else None
        return frame or page

    def _settled(self, page: Page, *, asked: str, status: int) -> PageSeen:
        """As soon as no request has been in flight for a moment."""
        deadline = time.monotonic() + self._waits.control.total_seconds()
        self._changed = time.monotonic()
        while time.monotonic() < deadline:
            try:
                page.evaluate(_MOMENT, 50)
                if not self._in_flight and time.monotonic() - self._changed > _REST:
                    break
            except PlaywrightError:
                continue
        self._in_flight.clear()
        try:
            return look_at(self._scope(page), asked=asked, status=status)
        except PlaywrightError:
            raise Unavailable("The portal's page never comes to rest.") from None

    def _enter(self, page: Page) -> None:
        first = self._first(page)
        if first.login is None and (link := sign_in_link(first)):
            first = self._open(page, link)
        if first.login is None:
            if first.status == _UNAUTHORIZED:
                self._seen.asks_itself = True
                return
            self._seen.is_signed_in = True  # there is nothing to sign in to, so far
            self._frontier.add(first.links)
            return
        again = self._open(page, first.url).login
        self._seen.login_page, self._seen.login = first, steady(first.login, again) if again else first.login
        if not (self._account.username and self._account.password):
            self._frontier.add(first.links)
            return
        self._sign_in(page, self._seen.login)

    def _first(self, page: Page) -> PageSeen:
        """The portal's own page, or the one in its frame."""
        first = self._open(page, self._account.url)
        host = urlsplit(first.url).netloc
        if host not in self._browser.hosts:
            raise ContractBroken(
                f"The portal leads to {host} at once, most likely to sign in there. Nothing was entered."
                f" If that host is yours, too, probe again with --allow-host {host}.",
                expected=f"a page of {self._host}",
                found=f"a page of {host}",
            )
        inner = [(css, src) for css, src in first.frames if urlsplit(src).netloc == self._host]
        if first.login is not None or first.links or not inner:
            return first
        if len(inner) > 1:
            return self._beside(page, [css for css, _ in inner])
        self._seen.frame = inner[0][0]
        return self._open(page, inner[0][1])

    def _beside(self, page: Page, frames: list[str]) -> PageSeen:
        """Several frames: the pages come in the one that has the login, or that the links of the others lead to. They stay in it: such
        pages seldom bear to be opened alone."""
        looks = dict[str, PageSeen]()
        for css in frames:
            self._frame = css
            looks[css] = self._settled(page, asked=page.url, status=200)
        aimed = [link.target for look in looks.values() for link in look.links if link.target]
        main = max(
            frames,
            key=lambda css: (
                looks[css].login is not None,
                sum(f'"{name}"' in css for name in aimed),
                len(looks[css].text),
            ),
        )
        self._frame = self._seen.frame = main
        self._seen.menus = [css for css in frames if css != main and looks[css].links]
        for css, look in looks.items():
            self._seen.pages.append(look)
            self._frontier.add(look.links if css != main else ())
        return looks[main]

    def _sign_in(self, page: Page, form: FormSeen) -> None:
        name = user_field(form)
        if name is None or form.password is None or not form.buttons:
            return
        self._may_send = True
        try:
            scope = self._scope(page).locator(form.css).first
            scope.locator(name.css).first.fill(self._account.username)
            scope.locator(form.password.css).first.fill(self._account.password)
            css, text = sign_in_button(form)
            scope.locator(css).filter(visible=True, has_text=text if css.startswith("button") else None).first.click()
            after = self._settled(page, asked=page.url, status=200)
        except PlaywrightError:
            raise Unavailable("The portal's login could not be filled in.") from None
        finally:
            self._may_send = False
        self._take_in(after)

    def _take_in(self, after: PageSeen) -> None:
        if after.tests:
            raise PersonRequired("After the login the portal wants a person.", expected="a page", found=after.tests[0])
        if after.login is not None:
            words = "; ".join(text for _, text in after.alerts)
            raise LoginRefused(
                f"The portal refused the login and says: {words or 'nothing'}. It was tried once and is not tried again.",
                expected="to be signed in",
                found="the login again",
            )
        self._seen.is_signed_in = True
        self._seen.pages.append(after)
        self._frontier.note(after.url)
        self._frontier.add(after.links)

    def _walk(self, page: Page) -> None:
        if self._seen.login is not None and not self._seen.is_signed_in:
            return
        self._frontier.note(urljoin(self._account.url, "/"))
        self._try_openers(page, self._seen.pages[-1])
        while len(self._seen.pages) < _MOST_PAGES and (url := self._frontier.take()):
            seen = self._open(page, url)
            if seen.status < 400:
                self._frontier.add(seen.links)
                self._try_choices(page, seen)
                self._try_openers(page, seen)

    def _try_openers(self, page: Page, seen: PageSeen) -> None:
        """What a button by its words opens: an empty form in the page. Whatever it would send is cut off."""
        for css, text in openers(seen):
            if text in self._opened or len(self._seen.pages) >= _MOST_PAGES:
                continue
            self._opened.add(text)
            self._is_touching = True
            try:
                self._scope(page).locator(css).filter(visible=True, has_text=text).first.click(timeout=1000)
                after = self._settled(page, asked=page.url, status=200)
            except PlaywrightError:
                continue
            finally:
                self._is_touching = False
            self._seen.pages.append(after)
            self._seen.opened_by[len(self._seen.pages) - 1] = (css, text)
            self._frontier.add(after.links)
            page.goto("about:blank")  # whatever it has begun is left
            return

    def _try_choices(self, page: Page, seen: PageSeen) -> None:
        """Which drop-downs make the page ask for something: it then refills another one, and what comes too early is lost."""
        for form in (form for form in seen.forms if form.shown and form.method == "post"):
            for field_ in (f for f in form.fields if f.tag == "select" and f.shown and len(f.options) > 1):
                self._try_choice(page, form, field_)

    def _try_choice(self, page: Page, form: FormSeen, field_: FieldSeen) -> None:
        before, asked = len(self._seen.data), list[str]()
        self._touched = asked
        self._is_touching = True
        try:
            for value in _worth_choosing(field_):
                self._scope(page).locator(form.css).first.locator(field_.css).first.select_option(value, timeout=1000)
                after = self._settled(page, asked=page.url, status=200)
                if not asked:
                    break
                self._seen.refilled.append((value, after))
        except PlaywrightError:
            return
        finally:
            self._is_touching = False
        if asked:
            self._seen.refills[f"{form.css} {field_.css}"] = urlsplit(asked[0]).path
        del self._seen.data[before:]


def _worth_choosing(field_: FieldSeen) -> list[str]:
    """All of few choices (the wings of a house), one of many (the times of a day)."""
    values = [value for value, _ in field_.options if value and value != field_.value]
    current = [field_.value] if field_.value else []
    return [*values, *current] if len(field_.options) <= _FEW else values[:1]
