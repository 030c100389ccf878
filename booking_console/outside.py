"""What lies outside the practice's own database, opened from the settings: the mailbox, the portal, the mail server, the clock."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

from booking_console.adapters.exchange.account import ENDS, is_exchange_online
from booking_console.adapters.mail.opening import open_mailbox
from booking_console.adapters.mail.tokens import RefreshedTokens, Tokens
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.session import GraphSession
from booking_console.adapters.microsoft.tokens import ApplicationTokens, service_of
from booking_console.adapters.notify.graph import GraphNotifier
from booking_console.adapters.notify.smtp import SmtpNotifier, SmtpServer
from booking_console.adapters.parsing.apart import Manner, ReaderApart
from booking_console.adapters.parsing.mime.authentication import Relay
from booking_console.adapters.portal.opening import open_portal
from booking_console.adapters.vault import Vault
from booking_console.domain.errors import InvalidInput
from booking_console.services.pacing import CommonPace
from booking_console.services.ports import Mailbox, MailReader, Notifier, Portal
from booking_console.settings import Settings
from booking_console.settings_kinds import listed
from booking_console.settings_mail import MailAuth, MailSettings, MailSource


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def what_ends(mail: MailSettings) -> str:
    """A way into the mailbox that somebody is going to close, and what to choose instead; empty when there is none."""
    return ENDS if mail.source is MailSource.EXCHANGE and is_exchange_online(mail.url) else ""


@dataclass(frozen=True, slots=True)
class Outside:
    """Opens what lies outside, each on its own: a worker uses all of it, a command only what it needs."""

    settings: Settings

    def reader(self) -> MailReader:
        mail = self.settings.mail
        relay = Relay(frozenset(name.casefold() for name in listed(mail.relay)), mail.relay_cleans)
        return ReaderApart(Manner(self.settings.timezone, self.settings.date_order.value, relay))

    def mailbox(self) -> Mailbox:
        mail = self.settings.mail
        if mail.source is MailSource.EXCHANGE:
            from booking_console import outside_exchange  # noqa: PLC0415 - its library costs a third of a second, and few have such a server

            return outside_exchange.mailbox(self.settings)
        return open_mailbox(
            source=mail.source.value,
            folder=mail.folder,
            url=mail.url,
            username=mail.username,
            password=mail.password.get_secret_value(),
            inbox=mail.inbox,
            processed=mail.processed_folder,
            attention=mail.attention_folder,
            timeout=self.settings.timeout.mail.total_seconds(),
            max_bytes=mail.max_bytes,
            tls=self._tls(),
            tokens=self._tokens(),
            account=self._graph_account(),
        )

    def _tls(self) -> ssl.SSLContext | None:
        ca_file = self.settings.mail.ca_file
        return ssl.create_default_context(cafile=ca_file) if ca_file else None

    def _graph_account(self) -> GraphAccount | None:
        mail = self.settings.mail
        if mail.source is not MailSource.GRAPH:
            return None
        secret = mail.client_secret.get_secret_value()
        return GraphAccount(mail.address, mail.tenant_id, mail.client_id, secret, mail.authority, mail.endpoint)

    def _tokens(self) -> Tokens | None:
        mail = self.settings.mail
        if mail.source is not MailSource.IMAP or mail.auth is not MailAuth.OAUTH:
            return None
        secret, seconds = mail.client_secret.get_secret_value(), self.settings.timeout.mail.total_seconds()
        if mail.token_url:
            refresh_token = mail.refresh_token.get_secret_value()
            return RefreshedTokens(mail.token_url, mail.client_id, secret, refresh_token, seconds)
        service = service_of(mail.url)
        account = GraphAccount(mail.username, mail.tenant_id, mail.client_id, secret, mail.authority, service)
        return ApplicationTokens.for_server(account, timeout=seconds, tls=self._tls())

    def notifier(self) -> Notifier | None:
        """None: no mail server is set, nothing is sent, and the console says so."""
        smtp, seconds = self.settings.smtp, self.settings.timeout.mail.total_seconds()
        account = self._graph_account()
        if self.settings.mail.send_through and account is not None:
            return GraphNotifier(GraphSession.open(account, timeout=seconds, tls=self._tls()), smtp.sender)
        if self.settings.mail.send_through and self.settings.mail.source is MailSource.EXCHANGE:
            from booking_console import outside_exchange  # noqa: PLC0415 - its library costs a third of a second, and few have such a server

            return outside_exchange.notifier(self.settings)
        url = smtp.url.get_secret_value()
        return SmtpNotifier(url, sender=smtp.sender, timeout=seconds) if url else None

    def way_out(self) -> str:
        """How mails are sent, in words; empty when nobody is told."""
        mail = self.settings.mail
        if mail.send_through:
            return f"through this mailbox, as {mail.address}"
        url = self.settings.smtp.url.get_secret_value()
        try:
            return f"through {SmtpServer.from_url(url).host}" if url else ""
        except InvalidInput as error:
            return f"nowhere: {error}"

    def portal(self, *, common: CommonPace | None = None) -> Portal:
        """Must be used and closed by the thread that opened it. common: the pace of all workers; None: nobody else asks the portal."""
        portal, timeout = self.settings.portal, self.settings.timeout
        return open_portal(
            portal.profile,
            transport=portal.transport.value,
            url=portal.url,
            username=portal.username,
            password=portal.password.get_secret_value(),
            totp_secret=portal.totp_secret.get_secret_value(),
            data_dir=self.settings.data_dir,
            zone=self.settings.timezone,
            clock=SystemClock(),
            chromium=self.settings.chromium,
            page=timeout.page,
            submit=timeout.submit,
            sealing=Vault(self.settings.data_dir / "portal.key"),
            common=common,
        )
