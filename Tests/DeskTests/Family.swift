// SPDX-License-Identifier: Apache-2.0
import Addressee
import Formats
import Ledger
import NumberGate
import Office
import Safeguards
import Vocabulary

/// Fictional families of the register: two parents and two children each.
struct Family {
    /// Which family a test takes for its own.
    enum Kind: Int, CaseIterable {
        case ordinary, intake, hold, decision, lapse, papers
        /// A name that would be markup if it were not escaped.
        case markup
        /// 支援措置.
        case protected
        case searched
    }

    let kind: Kind

    static func of(_ kind: Kind) -> Family { Family(kind: kind) }

    var father: AddresseeNumber { Family.numbers[kind.rawValue * 4] }
    var mother: AddresseeNumber { Family.numbers[kind.rawValue * 4 + 1] }
    var child: AddresseeNumber { Family.numbers[kind.rawValue * 4 + 2] }
    var sibling: AddresseeNumber { Family.numbers[kind.rawValue * 4 + 3] }

    var surname: (name: String, kana: String) {
        switch kind {
        case .markup: ("検証<script>alert(1)</script>", "ケンショウ")
        case .protected: ("検証守", "ケンショウマモリ")
        case .searched: ("髙橋", "タカハシ")
        default: ("検証\(kind.rawValue)", "ケンショウ")
        }
    }

    /// An address that must not appear where a person is protected.
    static let secretAddress = "秘密町九丁目9番9号"

    private static let numbers: [AddresseeNumber] =
        (90_000..<90_200).compactMap { AddresseeNumber(serial: $0) }

    var rows: [[String: String]] {
        let people: [(AddresseeNumber, String, String, String, String, String)] = [
            (father, "太郎", "タロウ", "19850115", "02", "1"),
            (mother, "花子", "ハナコ", "19860620", "12", "2"),
            (child, "翔", "ショウ", kind == .intake ? "20250605" : "20240205", "20", "1"),
            (sibling, "凛", "リン", "20180910", "20", "2"),
        ]
        return people.enumerated().map { index, person in
            [
                "stamp": "検証用", "change-number": "1", "addressee": person.0.description,
                "individual-number": Family.individualNumber(kind.rawValue * 4 + index),
                "household": "9000\(kind.rawValue + 10)", "status": "1",
                "change-date": "20250301", "change-reason": "B00",
                "name": "\(surname.name)　\(person.1)", "kana": "\(surname.kana)　\(person.2)",
                "sex": person.5, "born": person.3, "relationship": person.4,
                "postal-code": "3430000", "address": address, "resident-from": person.3,
                "protection": kind == .protected ? "1" : "0",
                "mother": index >= 2 ? mother.description : "",
                "father": index >= 2 ? father.description : "", "phone": "000-900-0042",
            ]
        }
    }

    /// Where the family lives.
    var address: String {
        kind == .protected ? Family.secretAddress : "見本市中央一丁目\(kind.rawValue + 1)番1号"
    }

    /// Takes the register's feed in.
    static func register(in office: Installation) throws {
        try take(Kind.allCases.flatMap { Family(kind: $0).rows }, "全件_20250609000000_001", office)
    }

    /// The register reports that a protection measure has begun for the whole family.
    func protect(in office: Installation) throws {
        let changed = rows.map { row in
            row.merging([
                "change-number": "2", "change-reason": "B35", "change-date": "20250610",
                "protection": "1",
            ]) { $1 }
        }
        try Family.take(changed, "差分_20250610000000_002", office)
    }

    /// The register reports that the whole family has another name.
    func rename(to surname: (name: String, kana: String), in office: Installation) throws {
        func renamed(_ item: String, _ new: String, _ row: [String: String]) -> String {
            "\(new)　\(row[item, default: ""].split(separator: "　").last ?? "")"
        }
        let changed = rows.map { row in
            row.merging([
                "change-number": "2", "change-reason": "B31", "change-date": "20250610",
                "name": renamed("name", surname.name, row),
                "kana": renamed("kana", surname.kana, row),
            ]) { $1 }
        }
        try Family.take(changed, "差分_20250610000000_002", office)
    }

    /// The register reports what has become of some of the family, of each once.
    func tell(_ news: [AddresseeNumber: [String: String]], in office: Installation) throws {
        let changed = rows.compactMap { row in
            AddresseeNumber(row["addressee"] ?? "").flatMap { news[$0] }.map { items in
                row.merging([
                    "change-number": "2", "change-reason": "B11", "change-date": "20250610",
                ]) { $1 }.merging(items) { $1 }
            }
        }
        try Family.take(changed, "差分_20250610000000_002", office)
    }

    private static func take(
        _ rows: [[String: String]], _ name: String, _ office: Installation
    ) throws {
        let layout = try office.layouts.feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        for row in rows {
            text += layout.columns.map { row[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        }
        let bytes = Array(text.utf8)
        let report = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: "resident_\(name).csv",
                digest: Digest.of(bytes).description, layout: layout, vault: office.vault,
                in: scope)
        }
        precondition(report.rejected == 0, "\(report.issues)")
    }

    /// A fictional number: its check digit is wrong on purpose.
    static func individualNumber(_ serial: Int) -> String {
        let body = 99_900_000_000 + Int64(serial)
        return String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
    }
}
