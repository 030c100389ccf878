"""SOAP as Exchange writes it: namespaces, the order that the schema demands, and answers with errors inside."""

import base64
from collections.abc import Callable, Iterable

from lxml import etree
from lxml.builder import ElementMaker

from tests.fakes.ews.items import Item
from tests.fakes.ews.store import Folder, MailboxStore

Xml = etree._Element
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"
NS = {"s": SOAP, "m": MESSAGES, "t": TYPES}
M = ElementMaker(namespace=MESSAGES, nsmap=NS)
T = ElementMaker(namespace=TYPES, nsmap=NS)
S = ElementMaker(namespace=SOAP, nsmap=NS)

#: Children of each request, in the order of the schema; anything else is refused.
REQUESTS = {
    "ConvertId": "SourceIds",
    "GetFolder": "FolderShape FolderIds",
    "FindFolder": "FolderShape IndexedPageFolderView Restriction ParentFolderIds",
    "CreateFolder": "ParentFolderId Folders",
    "FindItem": "ItemShape IndexedPageItemView Restriction SortOrder ParentFolderIds",
    "GetItem": "ItemShape ItemIds",
    "UpdateItem": "SavedItemFolderId ItemChanges",
    "MoveItem": "ToFolderId ItemIds ReturnNewItemIds",
    "CreateItem": "SavedItemFolderId Items",
    "DeleteItem": "ItemIds",
    "SyncFolderItems": "ItemShape SyncFolderId SyncState Ignore MaxChangesReturned SyncScope",
}

_Read = Callable[[Item], str]
#: What an item shows, in the order of the schema: name, FieldURI, value, and whether a list shows it, too.
ITEM_FIELDS: list[tuple[str, str, _Read, bool]] = [
    ("MimeContent", "item:MimeContent", lambda item: base64.b64encode(item.rewritten()).decode(), False),
    ("ParentFolderId", "item:ParentFolderId", lambda item: item.folder, True),
    ("ItemClass", "item:ItemClass", lambda item: item.item_class, True),
    ("Subject", "item:Subject", lambda item: item.header("Subject"), True),
    ("DateTimeReceived", "item:DateTimeReceived", lambda item: item.received_text, True),
    ("Size", "item:Size", lambda item: str(len(item.mime)), True),
    ("From", "message:From", lambda item: item.sender, False),
    ("InternetMessageId", "message:InternetMessageId", lambda item: item.message_id, True),
    ("IsRead", "message:IsRead", lambda item: str(item.is_read).lower(), True),
]


def local(element: Xml) -> str:
    return etree.QName(element).localname


def is_in_order(request: Xml) -> bool:
    order = REQUESTS[local(request)].split()
    names = [local(child) for child in request]
    return set(names) <= set(order) and names == sorted(names, key=order.index)


def asked_fields(request: Xml) -> set[str]:
    return {str(uri.get("FieldURI")) for uri in request.iterfind(".//{*}AdditionalProperties/{*}FieldURI")}


def item_id(item: Item) -> Xml:
    return T.ItemId(Id=item.id, ChangeKey=item.change_key)


def item_xml(item: Item, asked: set[str], *, in_list: bool) -> Xml:
    shown: Xml = T(item.tag)
    fields = [field for field in ITEM_FIELDS if field[1] in asked and (field[3] or not in_list)]
    if any(name == "MimeContent" for name, *_ in fields):
        shown.append(T.MimeContent(fields.pop(0)[2](item), CharacterSet="UTF-8"))
    shown.append(item_id(item))
    for name, _, read, _ in fields:
        if value := read(item):
            shown.append(_value(name, value))
    return shown


def _value(name: str, value: str) -> Xml:
    if name == "ParentFolderId":
        return T.ParentFolderId(Id=value, ChangeKey="AQAAAA==")
    if name == "From":
        return T.From(T.Mailbox(T.EmailAddress(value)))
    return T(name, value)


def folder_xml(store: MailboxStore, folder: Folder, asked: set[str]) -> Xml:
    shown: Xml = T.Folder(T.FolderId(Id=folder.id, ChangeKey=folder.change_key))
    if "folder:ParentFolderId" in asked and folder.parent:
        shown.append(T.ParentFolderId(Id=folder.parent, ChangeKey="AQAAAA=="))
    if "folder:FolderClass" in asked:
        shown.append(T.FolderClass("IPF.Note"))
    if "folder:DisplayName" in asked:
        shown.append(T.DisplayName(folder.name))
    if "folder:TotalCount" in asked:
        shown.append(T.TotalCount(str(len(store.inside(folder.id)))))
    if "folder:ChildFolderCount" in asked:
        shown.append(T.ChildFolderCount(str(len(store.below(folder.id)))))
    return shown


def good(operation: str, *content: Xml) -> Xml:
    message = M(f"{operation}ResponseMessage", M.ResponseCode("NoError"), ResponseClass="Success")
    message.extend(content)
    return message


def bad(operation: str, code: str, *content: Xml) -> Xml:
    message = M(
        f"{operation}ResponseMessage",
        M.MessageText("Something about this request was wrong."),
        M.ResponseCode(code),
        M.DescriptiveLinkKey("0"),
        ResponseClass="Error",
    )
    message.extend(content)
    return message


def response(operation: str, messages: Iterable[Xml]) -> Xml:
    inner = M.ResponseMessages()
    inner.extend(messages)
    return M(f"{operation}Response", inner)


def envelope(body: Xml, version: str) -> bytes:
    major, minor, build = version.split(".")
    info = T.ServerVersionInfo(
        MajorVersion=major, MinorVersion=minor, MajorBuildNumber=build, MinorBuildNumber="3", Version="V2017_07_11"
    )
    return _bytes(S.Envelope(S.Header(info), S.Body(body)))


def fault(code: str, *, back_off_ms: int | None = None) -> bytes:
    detail = etree.Element("detail", nsmap={"e": ERRORS})
    etree.SubElement(detail, f"{{{ERRORS}}}ResponseCode").text = code
    etree.SubElement(detail, f"{{{ERRORS}}}Message").text = "The request was not carried out."
    if back_off_ms is not None:
        detail.append(T.MessageXml(T.Value(str(back_off_ms), Name="BackOffMilliseconds")))
    found = S.Fault()
    etree.SubElement(found, "faultcode", nsmap={"a": TYPES}).text = f"a:{code}"
    etree.SubElement(found, "faultstring").text = "The request was not carried out."
    found.append(detail)
    return _bytes(S.Envelope(S.Body(found)))


def _bytes(root: Xml) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
