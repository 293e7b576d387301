// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// 書類の登録: a scanned paper joins a case: kind, class of retention, digest; its bytes rest encrypted.
public enum AttachPaper {
    public static let operation = OperationCode.attachPaper

    /// Looks at a file outside every transaction: is it one that can be shown, and how many pages
    /// has it.
    /// - Throws: `CaseRefusal.paperTooLarge`, `.unreadablePaper`, `.noRenderer`.
    public static func look(
        _ bytes: [UInt8], press: any PaperPress
    ) throws -> (media: PaperMedia, pages: Int) {
        guard bytes.count <= PaperInput.most else {
            throw CaseRefusal.paperTooLarge(megabytes: PaperInput.most / 1_000_000)
        }
        guard let media = PaperMedia(bytes) else { throw CaseRefusal.unreadablePaper }
        return (media, try press.pages(bytes, media))
    }

    /// Attaches a paper; the same bytes twice are one paper.
    ///
    /// - Returns: its id.
    /// - Throws: `CaseRefusal.documentNotInForce` for a kind that the list does not have;
    ///   `EntitlementRefusal.notLinked` for a child of no case.
    @discardableResult
    public static func perform(
        _ input: PaperInput, looked: (media: PaperMedia, pages: Int), rules: CaseRules,
        store: any PaperStore, in scope: Scope
    ) throws -> Int64 {
        scope.saw(input.subject)
        guard try PersonBook.linked([input.subject], from: scope.db).contains(input.subject)
        else { throw EntitlementRefusal.notLinked }
        if let application = input.application {
            guard try scope.application(application).child == input.subject else {
                throw EntitlementRefusal.unknownApplication
            }
        }
        try rules.check(input.kind, in: .paper, on: scope.today)
        let digest = Digest.of(input.bytes).description
        if let known = try CasePaperBook.isAttached(digest, to: input.subject, from: scope.db) {
            return known
        }
        // The key follows from the operation: a transaction that fails leaves bytes that nobody
        // can reach, and never a record without bytes.
        let key = "\(digest.prefix(32))-\(scope.operationID)-p"
        try store.put(input.bytes, at: key)
        let retention = rules.document(input.kind, in: .paper)?.proves.first ?? "entitlement"
        let id = try scope.append([
            CasePaperRow(
                input: input, retention: retention, media: looked.media, storeKey: key,
                digest: digest, pages: looked.pages, officer: scope.principal.officer)
        ])[0]
        scope.counted(1)
        return id
    }
}

/// 書類の取外し: attached to the wrong case; it is kept and shown to nobody.
public enum VoidPaper {
    public static let operation = OperationCode.attachPaper

    /// - Throws: `CaseRefusal.unknownPaper`, `.paperVoided`; `EntitlementRefusal.missingReason`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        let paper = try scope.paper(id)
        try scope.append([
            PaperVoidRow(paper: paper.id, reason: reason, officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// A paper that stands; its child is named in the log.
    func paper(_ id: Int64) throws -> CasePaper {
        guard let paper = try CasePaperBook.paper(id, from: db) else {
            throw CaseRefusal.unknownPaper
        }
        saw(paper.subject)
        guard paper.voidReason == nil else { throw CaseRefusal.paperVoided }
        return paper
    }
}
