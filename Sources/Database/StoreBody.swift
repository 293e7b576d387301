// SPDX-License-Identifier: Apache-2.0

/// The municipality a database belongs to: 区分管理 begins with refusing the wrong file.
enum StoreBody {
    static func claim(_ body: String, in store: any Store) throws {
        try store.write { db in
            try db.execute(
                Dialect.translate(
                    """
                    CREATE TABLE IF NOT EXISTS store_property (
                        key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT
                    """, for: db.engine))
            let stored = try db.first("SELECT value FROM store_property WHERE key = 'body'") {
                $0.text(0)
            }
            if let stored {
                guard stored == body else {
                    throw StoreRefusal.anotherBody(stored: stored, asked: body)
                }
            } else {
                try db.execute(
                    "INSERT INTO store_property (key, value) VALUES ('body', ?)", [body])
            }
        }
    }
}
