// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// データの抽出（EUC）: writes an approved copy, once, sealed for its recipient.
///
/// The container lies on the shelf before its record stands: whoever is killed in between leaves a
/// file that nobody can open and that the next container of this number replaces. It leaves the
/// shelf only with a record of its medium (`RecordTransport`).
public enum WriteCopy {
    public static let operation = OperationCode.exportData

    /// - Parameter municipality: its code, in the header.
    /// - Throws: `.unknownCopy`, `.expired`, `.wrongState`, `.recipientUnknown`,
    ///   `.recipientIsVendor`, `.tooManyRows`, `.rowsOfHourReached`;
    ///   `SafeguardRefusal.sameOfficer` when the approver would write; `Fault(.disk)`.
    public static func perform(
        _ id: Int64, municipality: String, lists: any ReadyMadeLists, terms: CopyTerms,
        shelf: any ContainerShelf, in scope: Scope
    ) throws -> WrittenContainer {
        let copy = try scope.copy(id)
        let state = copy.state(at: scope.now)
        guard state != .expired else { throw CopyingRefusal.expired }
        guard state == .approved, let approver = copy.approver else {
            throw CopyingRefusal.wrongState(state)
        }
        let writer = scope.principal.officer
        try FourEyes.check(proposer: writer, approver: approver)
        _ = try RecipientBook.name(of: copy.recipient, on: scope.today, from: scope.db)
        let list = try lists.check(copy.question, for: copy.recipientClass)
        let rows = try lists.rows(copy.question, limit: terms.rows, in: scope)
        guard rows.count <= terms.rows else { throw CopyingRefusal.tooManyRows(limit: terms.rows) }
        let written = try CopyBook.rows(
            by: writer, since: scope.now.adding(seconds: -3_600), from: scope.db)
        guard written + rows.count <= terms.rowsOfHour else {
            throw CopyingRefusal.rowsOfHourReached(limit: terms.rowsOfHour)
        }
        let counter = try CopyBook.lastCounter(from: scope.db) + 1
        let number = "C\(padded(counter, 6))"
        let headings = copy.question.items.map { item in
            list.columns.first { $0.code == item }?.title ?? item
        }
        let sheet = CopySheet(
            title: list.title, headings: headings, rows: rows, number: number,
            requester: copy.requester, recipient: copy.recipient)
        let container = try CopyContainer.seal(
            sheet.file(copy.format),
            under: ContainerHeader(
                number: number, counter: counter, municipality: municipality, list: list.title,
                rows: rows.count, file: "\(number)_\(list.code).\(copy.format.rawValue)",
                recipient: copy.recipient, recipientClass: copy.recipientClass,
                key: copy.key.fingerprint, requester: copy.requester, approver: approver,
                writer: writer, writtenAt: scope.now.textInJapan, content: ""), to: copy.key)
        let record = WrittenContainer(
            number: number, counter: counter, rows: rows.count, bytes: container.count,
            digest: Digest.of(container).description, file: "\(number).hgk", writer: writer,
            at: scope.now)
        try shelf.put(container, named: record.file)
        try scope.append([CopyContainerRow(request: id, container: record)])
        try PrintLog.record(
            PrintedOutput(
                "複製 \(number) \(list.title)", form: .file, expected: rows.count,
                produced: rows.count), ceilings: nil, in: scope)
        scope.counted(rows.count)
        scope.note("wrote \(number)")
        return record
    }
}
