// SPDX-License-Identifier: Apache-2.0

/// Writes a feed by its layout; an unverified layout writes only files that carry the stamp.
public struct FeedWriter {
    private let layout: FeedLayout
    private let audience: FileAudience
    private var csv: CsvWriter

    /// - Throws: `layoutUnverified` for a real peer while the layout is unverified.
    public init(_ layout: FeedLayout, for audience: FileAudience) throws(FormatRefusal) {
        switch audience {
        case .realPeer where !layout.isVerified: throw .layoutUnverified(id: layout.id)
        case .realPeer, .trial: break
        }
        self.layout = layout
        self.audience = audience
        csv = try CsvWriter(encoding: layout.encoding)
        if layout.hasHeader { try csv.add(layout.columns.map { .text($0.name) }) }
    }

    /// Adds a row by English keys; what is not given stays empty. Codes of the inside are written.
    /// - Throws: the refusal of the first value that the layout would not read again.
    public mutating func add(_ values: [String: String]) throws(FormatRefusal) {
        var cells: [CsvCell] = []
        for column in layout.columns {
            var text = values[column.key] ?? ""
            if let stamp = layout.stamp, stamp.column == column.key {
                text = audience == .trial ? stamp.value : ""
            } else {
                _ = try column.read(text)
            }
            switch column.type {
            case .text, .code: cells.append(text.isEmpty ? .empty : .text(text))
            case .yen, .int: cells.append(Int(text).map { .number($0) } ?? .empty)
            case .digits, .date, .month, .addressee, .individualNumber, .insurer, .funder,
                .institution:
                cells.append(text.isEmpty ? .empty : .code(text))
            }
        }
        try csv.add(cells)
    }

    /// What has been written since the last call.
    public mutating func takeBytes() -> [UInt8] { csv.takeBytes() }
}
