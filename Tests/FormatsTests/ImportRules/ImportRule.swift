// SPDX-License-Identifier: Apache-2.0

/// One rule of import with the two files that show it: one that breaks it, and one that stands on
/// the last place that is still right.
struct ImportRule: Sendable {
    /// `feed/column/rule`, never twice.
    let id: String
    /// What the rule says, for whoever reads the table.
    let says: String
    /// The code that the violating file is answered with.
    let code: String
    /// Whether the file is refused whole, before any row is judged.
    let refusesFile: Bool
    let violating: [UInt8]
    let boundary: [UInt8]
}

/// A file of a feed, cell by cell, that breaks nothing until a test changes a cell.
struct FeedSheet {
    var names: [String]
    var rows: [[String]]
    var quote: (String) -> String = { $0.contains(",") ? "\"\($0)\"" : $0 }

    /// Whether the first line names the columns.
    var hasHeader = true

    var bytes: [UInt8] {
        Array(
            ((hasHeader ? [names] : []) + rows).map {
                $0.map(quote).joined(separator: ",") + "\r\n"
            }.joined().utf8)
    }
}
