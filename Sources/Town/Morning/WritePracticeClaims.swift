// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Files of the town for whoever practises.
public enum PracticeFile {
    /// Under the folder of the town.
    public static let claims = "in/next/claims/practice.UKE"
}

/// A file of claims for whoever learns to take one in (`in/next/claims/practice.UKE`): two claims of the
/// month after the story's last, the second with a recipient number in which two digits changed
/// places at the institution. Made from the bytes of a file of the story: a real one looks no other.
struct WritePracticeClaims {
    let root: URL

    func run() throws {
        guard let source = try newest() else { return }
        let lines: [ArraySlice<UInt8>] = source.split(
            separator: 0x0A, omittingEmptySubsequences: true
        ).map {
            $0.last == 0x0D ? $0.dropLast() : $0
        }
        guard let head = lines.first else { return }
        let isBegin = { (line: ArraySlice<UInt8>) in line.starts(with: Array("RE,".utf8)) }
        let begins = lines.filter(isBegin)
        let bodies = lines.dropFirst().split(whereSeparator: isBegin).map(Array.init)
        guard begins.count >= 2, bodies.count == begins.count else { return }
        let months = [Self.cells(head)[7], Self.cells(begins[0])[3]].map {
            (Self.text($0), Self.next(Self.text($0)))
        }
        var (points, parts) = (0, 0)
        var bytes = Self.line(Self.moved(head, months))
        for index in 0..<2 {
            bytes += Self.line(Self.moved(begins[index], months))
            for record in bodies[index] where !record.starts(with: Array("GO,".utf8)) {
                var cells = Self.cells(Self.moved(record, months))
                // GO counts every payer of a claim.
                if ["HO,", "KO,"].contains(where: { record.starts(with: Array($0.utf8)) }) {
                    parts += 1
                }
                if record.starts(with: Array("HO,".utf8)) {
                    points += Int(Self.text(cells[5])) ?? 0
                }
                if index == 1, record.starts(with: Array("KO,".utf8)) {
                    cells[2] = Self.swapped(cells[2])
                }
                bytes += Self.line(Array(cells.joined(separator: [0x2C])))
            }
        }
        bytes += Array("GO,\(parts),\(points),99\r\n".utf8) + [0x1A]
        let file = root.appendingPathComponent(PracticeFile.claims)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// The newest file of the organisation that the city's own claims come from.
    private func newest() throws -> [UInt8]? {
        let folder = root.appendingPathComponent("in/claims")
        let months = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        guard let month = months.last else { return nil }
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent(month).path
        ).sorted()
        guard let name = files.first(where: { $0.hasPrefix("1_1119") }) else { return nil }
        return Array(
            try Data(contentsOf: folder.appendingPathComponent(month).appendingPathComponent(name)))
    }

    /// The same record one month later.
    private static func moved(
        _ record: ArraySlice<UInt8>, _ months: [(String, String)]
    ) -> ArraySlice<UInt8> {
        let cells = cells(record).map { cell -> ArraySlice<UInt8> in
            let text = text(cell)
            for (old, new) in months where text.count == 6 || text.count == 8 {
                guard text.hasPrefix(old) else { continue }
                // A day that the month does not have becomes its 28th.
                let day = min(Int(text.dropFirst(6)) ?? 0, 28)
                return ArraySlice(
                    (new + (text.count == 8 ? (day < 10 ? "0\(day)" : "\(day)") : "")).utf8)
            }
            return cell
        }
        return ArraySlice(cells.joined(separator: [0x2C]))
    }

    /// The last two different digits, changed about.
    private static func swapped(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var all = Array(digits)
        for index in all.indices.dropLast().reversed() where all[index] != all[index + 1] {
            all.swapAt(index, index + 1)
            break
        }
        return ArraySlice(all)
    }

    private static func next(_ month: String) -> String {
        let (year, part) = (Int(month.prefix(4)) ?? 0, Int(month.suffix(2)) ?? 0)
        let after = part == 12 ? (year + 1, 1) : (year, part + 1)
        return "\(after.0)" + (after.1 < 10 ? "0" : "") + "\(after.1)"
    }

    private static func cells(_ record: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        record.split(separator: 0x2C, omittingEmptySubsequences: false)
    }

    private static func text(_ cell: ArraySlice<UInt8>) -> String {
        String(decoding: cell, as: UTF8.self)
    }

    private static func line(_ record: some Sequence<UInt8>) -> [UInt8] {
        Array(record) + [0x0D, 0x0A]
    }
}
