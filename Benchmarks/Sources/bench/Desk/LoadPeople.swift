// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The people of the city as the outside files tell of them: what clerks type is drawn from here.
struct LoadPeople: Sendable {
    struct Resident: Sendable {
        let number: String
        let name: String
        let kana: String
        let born: String
    }

    /// Everybody who may be shown.
    private(set) var residents: [Resident] = []
    /// Children who are entitled, with their 受給者番号.
    private(set) var entitled: [(child: String, recipientNumber: String)] = []

    init(_ folder: URL) throws {
        let files = BenchTown.files(folder.appendingPathComponent("in"), ".csv")
            .filter { $0.contains("/resident_") }
        guard let first = files.first(where: { $0.contains("全件") }) else {
            throw BenchError("住民の全件ファイルがありません: \(folder.path)")
        }
        // Whoever changed the name later in the year is asked for by the old one, as people do.
        try read(first)
        let truth = folder.appendingPathComponent("truth/entitlements.jsonl")
        for line in try String(contentsOf: truth, encoding: .utf8).split(separator: "\n") {
            guard
                let one = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let child = one["child"] as? String, one["lapse"] is NSNull?,
                let number = one["recipientNumber"] as? String
            else { continue }
            entitled.append((child, number))
        }
        guard residents.count > 100, entitled.count > 10 else {
            throw BenchError("町の人が足りません: \(residents.count)人、受給者\(entitled.count)人")
        }
    }

    private mutating func read(_ file: String) throws {
        let sheet = try Sheet(file)
        let (number, name, kana) = (
            try sheet.column("宛名番号"), try sheet.column("氏名"), try sheet.column("フリガナ")
        )
        let (born, status, measure) = (
            try sheet.column("生年月日"), try sheet.column("住民状態"), try sheet.column("支援措置")
        )
        residents.reserveCapacity(sheet.lines.count)
        sheet.rows { fields in
            guard fields[status] == "1", fields[measure] == "0" else { return }
            residents.append(
                Resident(
                    number: fields[number], name: fields[name], kana: fields[kana],
                    born: fields[born]))
        }
    }

    /// A file of residents, its columns by name.
    private struct Sheet {
        let file: String
        let lines: [Substring]
        private let header: [String]

        init(_ file: String) throws {
            self.file = file
            let text = try String(contentsOfFile: file, encoding: .utf8)
            // CRLF is one character in Swift.
            lines = text.split(whereSeparator: \.isNewline)
            header = (lines.first ?? "").trimmingPrefix("\u{FEFF}").split(
                separator: ",", omittingEmptySubsequences: false
            ).map { $0.filter { $0 != "\"" } }
        }

        func column(_ name: String) throws -> Int {
            guard let place = header.firstIndex(of: name) else {
                throw BenchError("列「\(name)」がありません: \(file)")
            }
            return place
        }

        func rows(_ take: ([String]) -> Void) {
            for line in lines.dropFirst() {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                    .map { $0.filter { $0 != "\"" } }
                if fields.count == header.count { take(fields) }
            }
        }
    }
}
