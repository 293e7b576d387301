// SPDX-License-Identifier: Apache-2.0

/// Opens stores. The code of the municipality (body) is kept in the database and checked.
public enum Stores {
    /// A file of SQLite; it is made when it does not exist.
    ///
    /// - Parameter cells: seals what may not rest readable; without keys nothing is sealed.
    public static func sqlite(
        at path: String, body: String, cells: any CellSeal = NoSeal()
    ) throws -> any Store {
        let store = try SQLiteStore(path: path, cells: cells)
        try StoreBody.claim(body, in: store)
        return store
    }

    /// A database in memory, for tests and rehearsals; it belongs to no municipality.
    public static func memory(cells: any CellSeal = NoSeal()) throws -> any Store {
        let store = try SQLiteStore(path: nil, cells: cells)
        try StoreBody.claim("", in: store)
        return store
    }

    /// A schema of a PostgreSQL database, made when it does not exist; `nil` is the default schema.
    ///
    /// - Parameter connection: a connection string or URI of libpq.
    public static func postgres(
        _ connection: String, schema: String?, body: String, cells: any CellSeal = NoSeal()
    ) throws -> any Store {
        let store = try PostgresStore(connection, schema: schema, cells: cells)
        try StoreBody.claim(body, in: store)
        return store
    }
}
