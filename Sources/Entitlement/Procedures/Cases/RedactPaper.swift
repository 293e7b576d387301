// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// 書類の黒塗り: a copy made of pixels takes the place of the original wherever the paper is shown or
/// leaves. What is under the black is not in the copy.
public enum RedactPaper {
    public static let operation = OperationCode.redactPaper

    /// - Parameters:
    ///   - areas: at least one; places of earlier copies are not kept, all are named anew.
    ///   - ground: why, in words: 第三者の情報, 支援措置 ….
    ///   - burnt: the copy, made of the original outside the transaction.
    /// - Throws: `CaseRefusal.wrongArea`, `.unknownPaper`, `.paperVoided`;
    ///   `EntitlementRefusal.missingReason`.
    public static func perform(
        _ id: Int64, areas: [BlackArea], ground: String, burnt: [UInt8], store: any PaperStore,
        in scope: Scope
    ) throws {
        guard !ground.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        let paper = try scope.paper(id)
        guard !areas.isEmpty, areas.allSatisfy({ $0.page <= paper.pageCount }) else {
            throw CaseRefusal.wrongArea
        }
        let digest = Digest.of(burnt).description
        let key = "\(digest.prefix(32))-\(scope.operationID)-r"
        try store.put(burnt, at: key)
        try scope.append([
            RedactionRow(
                paper: id, areas: areas, ground: ground, storeKey: key, digest: digest,
                byteCount: burnt.count, officer: scope.principal.officer)
        ])
        scope.counted(1)
    }
}
