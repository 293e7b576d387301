// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A claim that the file itself gets wrong: what is wrong, and what could be read all the same.
///
/// An import keeps it for the error list, so that an officer can put it right.
public struct RejectedClaim: Sendable {
    /// The line of its RE record, from 1.
    public let line: Int
    /// Of the start record above it.
    public let institution: String
    public let institutionName: String
    public let billingMonth: YearMonth
    /// Errors and warnings of this claim, in the order of the file; at least one error.
    public let issues: [FileIssue]
    /// The claim as written, wrong numbers included; `nil` where month or birth is unreadable.
    public let record: ClaimRecord?

    init(
        line: Int, institution: String, institutionName: String, billingMonth: YearMonth,
        issues: [FileIssue], record: ClaimRecord?
    ) {
        self.line = line
        self.institution = institution
        self.institutionName = institutionName
        self.billingMonth = billingMonth
        self.issues = issues
        self.record = record
    }

    init(_ draft: ClaimDraft, of head: ClaimHead) {
        line = draft.line
        institution = head.institution
        institutionName = head.institutionName
        billingMonth = head.billingMonth
        issues = draft.issues
        record = draft.record(of: head)
    }
}

/// A claim file as a whole in memory: for files of one institution and month.
public struct ClaimFileContent: Sendable {
    public let summary: ClaimFileSummary
    /// Good claims in the order of the file.
    public let claims: [ClaimRecord]
    public let rejected: [RejectedClaim]

    /// Issues of the file that belong to no claim: its head, its totals, its end.
    public var fileIssues: [FileIssue] {
        let parts: Set<String?> = ["IR", "YK", "UK", "GO", nil]
        return summary.errors.filter { parts.contains($0.record) }
    }

    /// Why the file must be refused whole; `nil` where its claims may be taken one by one.
    public var damage: FileIssue? {
        if let issue = fileIssues.first(where: { $0.severity == .error }) { return issue }
        return summary.damaged ? summary.errors.first { $0.severity == .error } : nil
    }
}

extension ClaimFileReader {
    /// Reads a whole file, with the claims that are wrong beside the good ones.
    /// - Throws: as `read`.
    public func content(of source: ByteSource) throws -> ClaimFileContent {
        if let list, try ClaimList.isList(source, list) {
            return try ClaimList(list).content(of: source)
        }
        var claims: [ClaimRecord] = []
        var pass = try makePass(for: source, keepsRejected: true)
        try LineReader.forEachLine(of: source) { line in
            try pass.take(line) { claims.append($0) }
        }
        let summary = try pass.finish { claims.append($0) }
        return ClaimFileContent(summary: summary, claims: claims, rejected: pass.rejectedClaims)
    }
}
