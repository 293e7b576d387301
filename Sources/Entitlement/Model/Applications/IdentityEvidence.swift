// SPDX-License-Identifier: Apache-2.0

/// How the applicant's number and identity were checked (番号法16条; R-34) and what was explained.
public struct IdentityEvidence: Hashable, Sendable {
    /// 番号確認: code of `identity-check`, 01 個人番号カード.
    public var numberCheck: String
    /// 身元確認: code of `identity-check`.
    public var method: String
    /// The documents in words, never their numbers.
    public var documents: String
    /// 対面による聞き取り; electronic applications carry a signature instead.
    public var isInterviewed: Bool
    public var agentName: String?
    /// 代理権: 戸籍謄本, 委任状 ….
    public var agentDocument: String?
    /// The version of the explanation that was shown.
    public var explanationVersion: String
    public var isExplained: Bool

    public init(
        numberCheck: String, method: String, documents: String, isInterviewed: Bool,
        agentName: String? = nil, agentDocument: String? = nil, explanationVersion: String,
        isExplained: Bool
    ) {
        self.numberCheck = numberCheck
        self.method = method
        self.documents = documents
        self.isInterviewed = isInterviewed
        self.agentName = agentName
        self.agentDocument = agentDocument
        self.explanationVersion = explanationVersion
        self.isExplained = isExplained
    }

    /// Whether the record is complete for a channel.
    ///
    /// - Throws: `.notExplained`, `.identityNotChecked`, `.notInterviewed`.
    func check(channel: ApplicationChannel) throws(EntitlementRefusal) {
        guard isExplained, !explanationVersion.isEmpty else { throw .notExplained }
        guard !numberCheck.isEmpty, !method.isEmpty else { throw .identityNotChecked }
        if (agentName == nil) != (agentDocument == nil) { throw .identityNotChecked }
        switch channel {
        case .counter: guard isInterviewed else { throw .notInterviewed }
        case .post, .electronic, .exOfficio: break
        }
    }
}
