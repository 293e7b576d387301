// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which tests a city applies to recipients, each over time; a city that writes a list without any asks
/// none.
public struct RecipientTests: Sendable {
    /// What officers looked at before a book could say it: of a book that says nothing of recipients, so
    /// that an older one loses no look in silence. It refuses nobody.
    public static let usual = RecipientTests(
        rules: Dictionary(
            uniqueKeysWithValues: [
                RecipientTest.family, .adult, .staysResident, .insuredPerson, .mainEarner,
            ].map { ($0, DatedValues<RecipientRule>.usual($0)) }), isUnset: false)
    public static let none = RecipientTests(rules: [:], isUnset: false)
    /// Nobody knows what the city asks: an officer looks at everybody.
    public static let unknown = RecipientTests(rules: [:], isUnset: true)

    let rules: [RecipientTest: DatedValues<RecipientRule>]
    let isUnset: Bool

    /// Whether a test is applied on a day; one that nobody has looked up is, so that an officer looks.
    public func asks(_ test: RecipientTest, on day: CivilDate) -> Bool {
        guard let values = rules[test] else { return isUnset }
        switch values.on(day) {
        case .found, .unset: return true
        case .none: return false
        }
    }

    /// The tests that an officer must look at: not met, or one that would refuse and that the
    /// registers do not answer.
    public func unsure(_ facts: RecipientFacts, on day: CivilDate) -> [RecipientTest] {
        RecipientTest.allCases.filter { test in
            switch rules[test]?.on(day) {
            case .found(let rule, _)?:
                guard let isMet = rule.isMet(facts, on: day) else {
                    return rule.otherwise == .refuse
                }
                return !isMet
            case .unset?: return test.mayRefuse
            case .some(.none): return false
            case nil: return isUnset && test.mayRefuse
            }
        }
    }
}

extension DatedValues where Value == RecipientRule {
    /// A test as every officer looked at it, on whatever day.
    fileprivate static func usual(_ test: RecipientTest) -> DatedValues {
        let isAge = test == .adult
        let rule = RecipientRule(
            test: test, otherwise: .look, minorUntil: isAge ? .fiscalYear(age: 18) : nil,
            parentsExempt: isAge)
        let path = "recipient.\(test.rawValue)"
        return DatedValues(
            path: path,
            entries: [
                DatedValue(
                    from: CivilDate(dayNumber: 0), setting: .set(rule), knownFrom: false,
                    isConfirmed: false, source: "", article: nil, path: path)
            ])
    }
}

extension SchemeBook {
    /// What the tests that can refuse answer; doubts are no findings, an officer is told of them.
    func recipientFindings(_ request: JudgeRequest) -> [(finding: Finding, unconfirmed: String?)] {
        guard let facts = request.recipient else { return [] }
        return RecipientTest.allCases.compactMap { test in
            guard case .found(let rule, let entry)? = recipientTests.rules[test]?.on(request.on),
                rule.otherwise == .refuse
            else { return nil }
            let isMet = rule.isMet(facts, on: request.on)
            let because =
                switch isMet {
                case true: "受給者になる人は\(rule.subject)です"
                case false: FindingName.notRecipient.said(rule.subject)
                case nil: "受給者になる人が\(rule.subject)か、住民記録では分からないため、職員が確かめます"
                }
            return (
                Finding(
                    rule: .recipient, article: entry.article ?? eligibleArticle,
                    met: isMet ?? true, because: because),
                entry.isConfirmed ? nil : entry.path
            )
        }
    }
}

extension Fields {
    /// Reads one value of a test.
    func recipientRule(_ test: RecipientTest) -> RecipientRule? {
        guard let otherwise = word("otherwise", RecipientRule.Otherwise.self) else { return nil }
        if otherwise == .refuse, !test.mayRefuse {
            place.report(
                .wrongForm, "\(test.rawValue) は登録からは決められないため、otherwise は look だけです")
        }
        let isAge = test == .adult
        for key in ["minor-until-end-of", "parents-exempt"] where has(key) && !isAge {
            place.report(.wrongForm, "\(key) は adult だけに書けます")
        }
        return RecipientRule(
            test: test, otherwise: otherwise,
            minorUntil: isAge ? ageEnd("minor-until-end-of") : nil,
            parentsExempt: isAge && flag("parents-exempt", otherwise: false))
    }
}

extension BookText {
    /// Reads `recipient`: a list over time under each test; `{}` asks nothing.
    func recipientTests(_ place: NodeAt?) -> RecipientTests {
        guard let place else { return .usual }
        if place.isUnset {
            place.noteUnset()
            return .unknown
        }
        let fields = place.fields(Set(RecipientTest.allCases.map(\.rawValue)).union(["article"]))
        let article = fields.optionalText("article")
        var rules: [RecipientTest: DatedValues<RecipientRule>] = [:]
        for test in RecipientTest.allCases {
            rules[test] = fields.values[test.rawValue]?.dated(
                ["otherwise", "minor-until-end-of", "parents-exempt"], article: article,
                nullable: "otherwise", read: { $0.recipientRule(test) }, say: \.wording)
        }
        return RecipientTests(rules: rules, isUnset: false)
    }
}
