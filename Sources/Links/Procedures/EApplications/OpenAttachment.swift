// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
import Vocabulary

/// An attachment, opened for a screen.
public struct OpenedAttachment: Sendable {
    public let fileName: String
    public let mediaType: String
    public let bytes: [UInt8]
}

/// 添付ファイルの表示: only what the scanner has passed, and only what was stored.
public enum OpenAttachment {
    public static let operation = OperationCode.viewElectronicApplications

    /// - Throws: `.unknownAttachment`, `.attachmentQuarantined`, `.attachmentAltered`, `Fault`.
    public static func perform(
        _ id: Int64, store: any AttachmentStore, in scope: Scope
    ) throws -> OpenedAttachment {
        guard let entry = try AttachmentBook.entry(id, from: scope.db),
            let application = try ElectronicBook.application(entry.application, from: scope.db)
        else { throw ElectronicRefusal.unknownAttachment }
        scope.saw([application.applicant, application.child].compactMap(\.self))
        guard entry.attachment.isOpenable else { throw ElectronicRefusal.attachmentQuarantined }
        let bytes = try store.bytes(at: entry.storeKey)
        guard Digest.of(bytes).description == entry.digest else {
            throw ElectronicRefusal.attachmentAltered
        }
        return OpenedAttachment(
            fileName: entry.attachment.fileName, mediaType: entry.attachment.mediaType,
            bytes: bytes)
    }
}
