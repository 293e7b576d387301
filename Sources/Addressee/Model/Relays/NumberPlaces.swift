// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Where the numbers of a message stand, and which bytes make a row. Nothing else is understood of
/// a message, so nothing else can change.
struct NumberPlaces {
    struct Place {
        /// The bytes of the digits.
        let range: Range<Int>
        let number: AddresseeNumber
        /// From 1; 0 outside of any row.
        let row: Int
    }

    private(set) var places: [Place] = []
    /// The bytes of each row, in order; they are left out when the row is kept back.
    private(set) var rows: [Range<Int>] = []

    /// - Throws: `RelayRefusal.unreadable`.
    init(
        _ bytes: [UInt8], _ form: InquiryInterfaces.Form, _ interfaces: InquiryInterfaces
    ) throws(RelayRefusal) {
        switch form {
        case .xml: try readXML(bytes, interfaces)
        case .csv: try readTable(bytes, interfaces)
        }
    }

    private mutating func add(
        _ range: Range<Int>, _ bytes: [UInt8], row: Int
    ) throws(RelayRefusal) {
        guard let number = AddresseeNumber(String(decoding: bytes[range], as: UTF8.self)) else {
            throw .unreadable("番号の要素が15桁までの数字ではありません（\(row)件目）")
        }
        places.append(Place(range: range, number: number, row: row))
    }

    // MARK: XML

    private mutating func readXML(
        _ bytes: [UInt8], _ interfaces: InquiryInterfaces
    ) throws(RelayRefusal) {
        var scanner = TagScanner(bytes)
        var open: [String] = []
        var rowStart: Int?
        var hasRoot = false
        while let tag = try scanner.next() {
            guard !open.isEmpty || !hasRoot else { throw .unreadable("最上位の要素が二つあります") }
            hasRoot = true
            switch tag.kind {
            case .start:
                open.append(tag.name)
                guard open.count <= 64 else { throw .unreadable("要素の入れ子が深すぎます") }
                if tag.local == interfaces.record, rowStart == nil {
                    rowStart = tag.range.lowerBound
                }
                guard interfaces.numbers.contains(tag.local) else { continue }
                guard let end = try scanner.next(), end.kind == .end, end.name == tag.name else {
                    throw .unreadable("番号の要素の中に、ほかの要素があります")
                }
                open.removeLast()
                let row = rowStart == nil ? 0 : rows.count + 1
                try add(tag.range.upperBound..<end.range.lowerBound, bytes, row: row)
            case .empty:
                guard !interfaces.numbers.contains(tag.local) else {
                    throw .unreadable("番号の要素が空です")
                }
                if tag.local == interfaces.record, rowStart == nil { rows.append(tag.range) }
            case .end:
                guard open.popLast() == tag.name else { throw .unreadable("要素の対応が崩れています") }
                if tag.local == interfaces.record, let start = rowStart,
                    !open.contains(where: { TagScanner.local($0) == interfaces.record })
                {
                    rows.append(start..<tag.range.upperBound)
                    rowStart = nil
                }
            }
        }
        guard hasRoot, open.isEmpty else { throw .unreadable("XMLの要素が閉じていません") }
    }

    // MARK: Table

    private mutating func readTable(
        _ bytes: [UInt8], _ interfaces: InquiryInterfaces
    ) throws(RelayRefusal) {
        var scanner = CellScanner(bytes)
        guard let head = try scanner.line() else { throw .unreadable("見出しの行がありません") }
        let columns = head.cells.map { String(decoding: bytes[$0], as: UTF8.self) }
        let wanted = columns.indices.filter { interfaces.numbers.contains(columns[$0]) }
        guard !wanted.isEmpty else { throw .unreadable("番号の列がありません") }
        while let line = try scanner.line() {
            guard line.cells.count == columns.count else {
                throw .unreadable("列の数が見出しと違います（\(rows.count + 1)件目）")
            }
            for column in wanted { try add(line.cells[column], bytes, row: rows.count + 1) }
            rows.append(line.range)
        }
    }
}
