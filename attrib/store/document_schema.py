"""The columns by which a document is known again, whatever it was called when it was read."""

from itertools import groupby

from sqlite_utils import Database

from attrib.store.documents import letters_hash

_COLUMNS = (
    # url, file, id or text; old: stored by an older attrib under its name as typed, and not read again since.
    "kind text not null default 'old'",
    # The address, the path from the database's folder, the id, or a hash of the letters. source_id is the same, but for
    # a second document of one name.
    "name text",
    # What the input calls it besides its address: its own id, or the path of its file.
    "given_id text",
    # The file it was last read from, from the database's folder; null for a stream.
    "input text",
    # As the input gave it.
    "publisher text",
    # Of the text and all that was told of it, whatever the rules it is read by.
    "content_hash text",
)
_TEXTS = """select document_id, text from article join article_version on article_version.id = current_version_id
  order by document_id, position"""


def add_identity(db: Database) -> None:
    """Add the columns; a document with an address is known by it, every other one by its letters until it is read again."""
    for column in _COLUMNS:
        db.execute(f"alter table document add column {column}")
    db.execute("create index idx_document_kind_name on document(kind, name, content_hash)")
    db.execute("create index idx_document_given_id on document(given_id)")
    addressed = "select distinct document_id, url from article where url is not null and trim(url) <> ''"
    db.execute(
        "update document set kind = 'url', name = trim(told.url), given_id = source_id"
        f" from ({addressed}) as told where told.document_id = document.id"
    )
    texts = groupby(db.execute(_TEXTS), key=lambda row: int(row[0]))
    hashes = [(letters_hash("".join(str(row[1]) for row in rows)), number) for number, rows in texts]
    db.conn.executemany("update document set name = ? where id = ? and kind = 'old'", hashes)


def add_outlet_forms(db: Database) -> None:
    """Make the table of the names by which inputs gave an outlet as the publisher, where they are not its usual one."""
    db.execute(
        "create table outlet_form (id integer primary key, outlet_id integer not null references outlet(id)"
        " on delete cascade, form text not null, unique (outlet_id, form)) strict"
    )
