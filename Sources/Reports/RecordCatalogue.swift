// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The record items that come with the program (`Items/`).
public enum RecordCatalogue {
    /// The 143 items of 別添1, in its order.
    public static func items() throws -> [RecordItem] {
        try RecordTables.items(try text("record-items.tsv"))
    }

    /// The columns outside 別添1, with their reasons.
    public static func extensions() throws -> [RecordExtension] {
        try RecordTables.extensions(try text("extensions.tsv"))
    }

    private static func text(_ name: String) throws -> String {
        let file = Bundle.module.bundleURL.appending(path: "Items/\(name)")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
