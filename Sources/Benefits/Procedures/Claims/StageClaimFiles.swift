// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 取込の予約: files that were looked at are written down for a job, which takes them in one by one.
public enum StageClaimFiles {
    public static let operation = OperationCode.importClaims

    /// A file whose bytes lie in the folder of the office under their digest.
    public struct File: Sendable {
        public let name: String
        public let digest: String
        public let sender: ClaimSource?
        public let billingMonth: YearMonth
        public let claims: Int

        public init(
            name: String, digest: String, sender: ClaimSource?, billingMonth: YearMonth,
            claims: Int
        ) {
            self.name = name
            self.digest = digest
            self.sender = sender
            self.billingMonth = billingMonth
            self.claims = claims
        }
    }

    /// - Returns: the ids, one after the other in the order of the files; `nil` for none.
    public static func perform(_ files: [File], in scope: Scope) throws -> ClosedRange<Int64>? {
        let officer = scope.principal.officer
        let ids = try scope.append(files.map { ClaimUploadRow(file: $0, officer: officer) })
        scope.counted(files.count)
        guard let first = ids.first, let last = ids.last else { return nil }
        return first...last
    }
}
