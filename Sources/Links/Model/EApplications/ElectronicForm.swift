// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// The items of a form, asked by the English keys of its layout.
struct ElectronicForm {
    let items: [FormItem]
    private let places: [String: Int]

    init(_ items: [FormItem]) {
        self.items = items
        places = Dictionary(
            items.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func text(_ key: String) -> String? {
        places[key].map { items[$0].value }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func date(_ key: String) -> CivilDate? { text(key).flatMap { CivilDate(iso: $0) } }

    func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }

    func flag(_ key: String) -> Bool { text(key) == "1" }

    /// A person as the form states them. A child without an address of its own lives with the
    /// applicant, as the form says beside the item.
    func person(_ part: ElectronicPart) -> StatedPerson {
        func item(_ name: String) -> String {
            if let own = text("\(part.rawValue)-\(name)") { return own }
            let isPlace = ["postal-code", "address", "building"].contains(name)
            guard part == .child, isPlace, text("child-address") == nil else { return "" }
            return text("applicant-\(name)") ?? ""
        }
        return StatedPerson(
            name: item("name"), kana: item("kana"), sex: item("sex"),
            born: date("\(part.rawValue)-born"), postalCode: item("postal-code"),
            address: item("address"), building: item("building"))
    }

    /// What the form says of the child, to be compared with the register at intake.
    var claimedChild: ClaimedPerson {
        let child = person(.child)
        func stated(_ text: String) -> String? { text.isEmpty ? nil : text }
        return ClaimedPerson(
            name: stated(child.name), kana: stated(child.kana), sex: Sex(rawValue: child.sex),
            born: child.born)
    }

    func insurance(of child: AddresseeNumber, source: InsuranceSource) -> InsuranceInput? {
        guard let insurer = text("insurer").flatMap({ InsurerNumber($0) }),
            let acquired = date("acquired")
        else { return nil }
        return InsuranceInput(
            child: child, insurer: insurer, insurerName: text("insurer-name") ?? "",
            acquiredOn: acquired, insuredName: text("insured-name"), symbol: text("symbol"),
            number: text("number"), subNumber: text("sub-number"), source: source)
    }

    var account: AccountInput? {
        guard let bank = text("bank"),
            let type = text("account-type").flatMap({ BankAccountType(rawValue: $0) })
        else { return nil }
        return AccountInput(
            bank: bank, branch: text("branch") ?? "", type: type, number: text("account") ?? "",
            holderKana: text("holder-kana") ?? "")
    }

    /// The signature of the form as evidence (署名用電子証明書), with the explanation that was shown.
    var signedIdentity: IdentityEvidence {
        let version = text("explained") ?? ""
        return IdentityEvidence(
            numberCheck: "07", method: "07", documents: "署名用電子証明書（フォームサービスが検証）",
            isInterviewed: false, explanationVersion: version, isExplained: !version.isEmpty)
    }
}

extension StatedPerson {
    /// Whether the register says the same of name, reading, sex and birthday, as far as the form
    /// states them. The place is compared by System 2 alone.
    func agrees(with record: ResidentSnapshot?) -> Bool {
        guard let record else { return false }
        return NameKey.searchKey(name) == NameKey.searchKey(record.name)
            && (kana.isEmpty || KanaFold.searchKey(kana) == KanaFold.searchKey(record.kana))
            && (sex.isEmpty || sex == record.sex.rawValue)
            && (born == nil || born == record.born)
    }
}
