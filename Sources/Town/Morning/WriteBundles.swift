// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Electronic applications of families that have moved in (`DIR/in/next/bundles`), with what must
/// become of each (`DIR/truth/bundles.jsonl`).
struct WriteBundles {
    let book: TownBook
    let root: URL

    /// What the office must come to.
    private enum Outcome: String {
        /// Both persons are found without doubt; an officer decides.
        case matched
        /// Somebody is not found without doubt: a case in the queue of System 2.
        case doubt
        /// Nothing of it is kept.
        case refused
    }

    /// - Parameter families: three, each with a child of the scheme's age.
    func run(_ families: [Newcomers]) throws {
        let sink = try FileSink(root.appendingPathComponent("truth/bundles.jsonl"))
        func write(
            _ number: Int, _ bundle: FormBundle, _ family: Newcomers, _ outcome: Outcome,
            code: String? = nil
        ) throws {
            let file = "E9-\(padded(number, 6)).zip"
            let folder = book.folder.root.appendingPathComponent("next/bundles")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(bundle.zip).write(to: folder.appendingPathComponent(file))
            let receipt = bundle.items.first { $0.name == "受付番号" }?.value ?? ""
            try sink.append(
                "{\"file\":\"\(file)\",\"receipt\":\"\(receipt)\",\"outcome\":\"\(outcome.rawValue)\","
                    + "\"applicant\":\"\(family.applicant.addressee)\","
                    + "\"child\":\"\(family.child.addressee)\","
                    + "\"code\":\(code.map { "\"\($0)\"" } ?? "null")}\n")
        }
        let all = families.enumerated().map { form("E9-\(padded($0.offset + 1, 6))", $0.element) }
        guard all.count == 3 else { preconditionFailure("three families apply") }
        try write(1, all[0], families[0], .matched)
        var misspelt = all[1]
        misspelt.set("申請者/生年月日", families[1].applicant.born.next.description)
        try write(2, misspelt, families[1], .doubt)
        var bare = all[2]
        bare.attachments = []
        try write(3, bare, families[2], .matched)
        // The same number again with another content, and a program that says it is a PDF.
        var second = all[0]
        second.set("申請者/電話番号", "048-000-0001")
        try write(4, second, families[0], .refused, code: "E-LNK-050")
        var forged = all[2]
        forged.set("受付番号", "E9-000005")
        forged.attachments = [(FormBundle.evidence.name, Array("MZ検証用".utf8))]
        try write(5, forged, families[2], .refused, code: "E-FMT-136")
        try sink.close()
    }

    private func form(_ receipt: String, _ family: Newcomers) -> FormBundle {
        let insurer = family.span.map { Insurer.all[$0.insurer] }
        let account = book.makeAccount(number: 900_000 + family.number, &book.chance)
        return FormBundle(
            items: [
                ("検証用表示", FictionalCity.stamp), ("手続コード", "K01"), ("受付番号", receipt),
                ("申請年月日", family.moved.description), ("電子署名検証結果", "valid"),
                ("説明文版", "2025-04"), ("申請理由", "02"), ("事由発生年月日", family.moved.description),
            ] + person("申請者", family.applicant, family.household)
                + person("対象児童", family.child, family.household) + [
                    ("健康保険/保険者番号", insurer?.number ?? ""),
                    ("健康保険/保険者名称", insurer?.name ?? ""),
                    ("健康保険/記号", family.span?.symbol ?? ""),
                    ("健康保険/番号", family.span?.number ?? ""),
                    ("健康保険/枝番", family.span?.subNumber ?? ""),
                    ("健康保険/資格取得日", family.span?.acquired.description ?? ""),
                    ("振込口座/金融機関コード", account.bank), ("振込口座/店舗コード", account.branch),
                    ("振込口座/預金種目", account.type), ("振込口座/口座番号", account.number),
                    ("振込口座/口座名義カナ", family.applicant.kana), ("同意", "1"),
                ],
            attachments: [FormBundle.evidence])
    }

    private func person(
        _ part: String, _ person: Person, _ household: Household
    ) -> [(name: String, value: String)] {
        var items = [
            ("\(part)/氏名", person.name), ("\(part)/氏名カナ", person.kana),
            ("\(part)/性別", String(person.sex)), ("\(part)/生年月日", person.born.description),
        ]
        if part == "申請者" { items.append(("\(part)/郵便番号", household.postalCode)) }
        items.append(("\(part)/住所", household.address))
        if part == "申請者" { items.append(("\(part)/方書", household.building)) }
        items.append(
            ("\(part)/個人番号", SyntheticNumber.text(person: person.index, seed: book.seed)))
        return items.map { (name: $0.0, value: $0.1) }
    }
}

extension FormBundle {
    mutating func set(_ name: String, _ value: String) {
        if let place = items.firstIndex(where: { $0.name == name }) {
            items[place].value = value
        } else {
            items.insert((name, value), at: items.firstIndex { $0.name == "対象児童/氏名" } ?? 0)
        }
    }
}
