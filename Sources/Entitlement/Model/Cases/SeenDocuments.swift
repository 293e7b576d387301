// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The documents that an applicant or an agent showed (番号法16条), by the codes of the list.
public struct SeenDocuments: Hashable, Sendable {
    /// Whose documents they are.
    public enum Holder: String, Sendable, CaseIterable {
        case applicant, agent

        public var wording: String { self == .applicant ? "申請者" : "代理人" }
    }

    /// Of the list `identity`.
    public var applicant: Set<String>
    /// Of the agent, where one came: lists `identity` and `agency`.
    public var agent: Set<String>
    public var agency: String?

    public init(applicant: Set<String> = [], agent: Set<String> = [], agency: String? = nil) {
        self.applicant = applicant
        self.agent = agent
        self.agency = agency
    }

    public var isEmpty: Bool { applicant.isEmpty && agent.isEmpty && agency == nil }

    /// Whether what was shown is enough: the number of the applicant, and the identity of whoever
    /// stood at the counter; an agent shows the power to act too.
    ///
    /// - Throws: `.identityIncomplete`, `.documentNotInForce`.
    public func check(
        by rules: CaseRules, hasAgent: Bool, on day: CivilDate
    ) throws(CaseRefusal) {
        for code in applicant.union(agent).sorted() {
            try rules.check(code, in: .identity, on: day)
        }
        guard rules.proves("number", applicant) else { throw .identityIncomplete("申請者の番号確認") }
        guard hasAgent else {
            guard rules.proves("identity", applicant) else {
                throw .identityIncomplete("申請者の身元確認")
            }
            return
        }
        guard let agency else { throw .identityIncomplete("代理権の確認") }
        try rules.check(agency, in: .agency, on: day)
        guard rules.proves("identity", agent) else { throw .identityIncomplete("代理人の身元確認") }
    }

    /// How the number and the identity were checked, by the codes of the list 本人確認
    /// (`Layouts/codes/identity-check.yaml`): the identity of whoever stood at the counter. Which
    /// document an その他 was is kept with the application. Empty where nothing proves it.
    ///
    /// - Parameter hasAgent: as `check` is told it: whose identity counts is not told by the ticks.
    public func codes(
        by rules: CaseRules, hasAgent: Bool
    ) -> (number: String, identity: String) {
        func code(_ what: String, _ shown: Set<String>) -> String {
            let proving = shown.sorted().compactMap { rules.document($0, in: .identity) }
                .filter { $0.proves.contains(what) }
            if let one = proving.first(where: { $0.needed == 1 }) {
                return Self.checks[one.code] ?? "99"
            }
            return proving.count >= 2 ? "06" : ""
        }
        return (code("number", applicant), code("identity", hasAgent ? agent : applicant))
    }

    /// The documents that the list 本人確認 names.
    private static let checks = [
        "N01": "01", "P01": "02", "P02": "03", "P03": "04", "P04": "05",
    ]

    /// One row a document: whose, what it proves, which.
    func rows(_ rules: CaseRules) -> [(holder: Holder, proves: String, document: String)] {
        var rows: [(holder: Holder, proves: String, document: String)] = []
        for (holder, codes) in [(Holder.applicant, applicant), (.agent, agent)] {
            for code in codes.sorted() {
                for what in (rules.document(code, in: .identity)?.proves ?? []).sorted() {
                    rows.append((holder, what, code))
                }
            }
        }
        if let agency { rows.append((.agent, "agency", agency)) }
        return rows
    }
}

extension CaseRules {
    /// Whether documents prove something: one of those that stand alone, or two of those that do
    /// not.
    func proves(_ what: String, _ codes: Set<String>) -> Bool {
        var points = 0
        for code in codes {
            guard let document = document(code, in: .identity), document.proves.contains(what)
            else { continue }
            if document.needed == 1 { return true }
            points += 1
        }
        return points >= 2
    }
}
