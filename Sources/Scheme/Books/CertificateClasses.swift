// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 証の区分 as a book tells certificates apart: tried in their order, the first that fits is the class of the
/// child. What a card calls them stands in the letters (`card-classes`); nobody chooses one.
public struct CertificateClasses: Sendable, Hashable {
    public struct Class: Sendable, Hashable {
        /// What the register keeps: `preschool`.
        public let code: String
        /// What screens call it: `こ（未就学）`.
        public let name: String
        /// The one care that the entitlement covers; `nil` asks nothing of the care.
        let only: CareSetting?
        /// The last age of the class; `nil` asks nothing of the age.
        let until: AgeEnd?

        fileprivate func takes(
            outpatient: Bool, inpatient: Bool, born: CivilDate, on day: CivilDate
        ) -> Bool {
            let isCovered =
                switch only {
                case .inpatient: !outpatient
                case .outpatient: !inpatient
                case nil: true
                }
            return isCovered && until.map { day <= $0.lastDay(born: born) } ?? true
        }
    }

    public let classes: [Class]

    /// The class of an entitlement that covers these cares on a day, or later.
    public func code(
        outpatient: Bool, inpatient: Bool, born: CivilDate, on day: CivilDate
    ) -> String {
        // The last class takes everybody: the reader has made sure of it.
        (classes.first {
            $0.takes(outpatient: outpatient, inpatient: inpatient, born: born, on: day)
        } ?? classes[classes.count - 1]).code
    }

    /// The classes of children with both cares on a day, the youngest first: who was born on the day or
    /// later is of the class; `nil` takes the rest.
    public func byBirth(on day: CivilDate) -> [(code: String, bornFrom: CivilDate?)] {
        classes.filter { $0.only == nil }.map {
            ($0.code, $0.until?.earliestBirth(coveredOn: day))
        }
    }

    /// The days on which a child comes into another class by age.
    public func changes(born: CivilDate) -> [CivilDate] {
        classes.compactMap { $0.until?.lastDay(born: born).next }
    }

    var wording: String {
        classes.map { "\($0.name)=\($0.wording)" }.joined(separator: "、")
    }
}

extension CertificateClasses.Class {
    fileprivate var wording: String {
        let care: String? =
            switch only {
            case .inpatient: "入院だけ"
            case .outpatient: "通院だけ"
            case nil: nil
            }
        let words = [care, until?.description].compactMap(\.self)
        return words.isEmpty ? "それ以外" : words.joined(separator: "で")
    }
}

extension DatedValues<CertificateClasses> {
    /// What screens call a class, as the newest entry that has it says; a code that no entry has stands
    /// for itself.
    public func name(of code: String) -> String {
        entries.reversed().lazy.compactMap { entry -> String? in
            guard case .set(let found) = entry.setting else { return nil }
            return found.classes.first { $0.code == code }?.name
        }.first ?? code
    }

    /// The codes that any entry has.
    var codes: Set<String> {
        entries.reduce(into: []) { codes, entry in
            guard case .set(let found) = entry.setting else { return }
            codes.formUnion(found.classes.map(\.code))
        }
    }
}

extension Fields {
    /// Reads one dated entry of `certificate.classes`.
    func certificateClasses() -> CertificateClasses? {
        guard let list = required("list") else { return nil }
        let classes = list.items.map { item in
            let fields = item.fields(["class", "name", "only", "until-end-of"])
            let code = fields.text("class")
            if !code.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) {
                fields.values["class"]?.report(.wrongForm, "英小文字・数字・ハイフンで書いてください")
            }
            return CertificateClasses.Class(
                code: code, name: fields.text("name"),
                only: fields.has("only") ? fields.word("only", CareSetting.self) : nil,
                until: fields.has("until-end-of") ? fields.ageEnd("until-end-of") : nil)
        }
        if Set(classes.map(\.code)).count != classes.count {
            list.report(.doubled, "同じ区分が二つあります")
        }
        let open = classes.indices.filter { classes[$0].only == nil && classes[$0].until == nil }
        guard !classes.isEmpty, open == [classes.count - 1] else {
            list.report(.wrongForm, "条件のない区分(それ以外)は、最後の一つだけにしてください")
            return nil
        }
        return CertificateClasses(classes: classes)
    }
}
