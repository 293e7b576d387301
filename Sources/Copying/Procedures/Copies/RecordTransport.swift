// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards

/// 媒体の搬送・返却の記録. The bytes of a container are answered only here, with the record of the
/// medium that takes them: there is no other way off the shelf.
public enum RecordTransport {
    public static let operation = OperationCode.recordTransport

    /// Hands a container out for one medium.
    /// - Throws: `.transportMissing`, `.unknownCopy`, `.wrongState`, `.mediumRecorded`,
    ///   `.recipientUnknown`, `.recipientIsVendor`, `.containerGone`, `.containerDamaged`.
    public static func handOut(
        _ id: Int64, _ transport: Transport, shelf: any ContainerShelf, in scope: Scope
    ) throws -> (container: WrittenContainer, bytes: [UInt8]) {
        precondition(transport.event == .handed, "渡すときの記録です")
        let (copy, container) = try written(id, transport, in: scope)
        // An officer who has gone, or who works for a vendor now, gets nothing any more.
        _ = try RecipientBook.name(of: copy.recipient, on: scope.today, from: scope.db)
        guard let bytes = try shelf.container(named: container.file) else {
            throw CopyingRefusal.containerGone
        }
        guard Digest.of(bytes).description == container.digest else {
            throw CopyingRefusal.containerDamaged
        }
        try record(id, transport, in: scope)
        scope.note("handed \(container.number)")
        scope.counted(container.rows)
        return (container, bytes)
    }

    /// Records that a medium came back or was destroyed.
    /// - Throws: `.transportMissing`, `.unknownCopy`, `.wrongState`, `.mediumRecorded`.
    public static func perform(_ id: Int64, _ transport: Transport, in scope: Scope) throws {
        precondition(transport.event != .handed, "渡すのは handOut です")
        let (copy, container) = try written(id, transport, in: scope)
        guard
            copy.transports.contains(where: {
                $0.event == .handed && $0.medium == transport.medium
            })
        else { throw CopyingRefusal.transportMissing("この媒体の引渡しの記録") }
        try record(id, transport, in: scope)
        scope.note("\(transport.event.rawValue) \(container.number)")
    }

    private static func written(
        _ id: Int64, _ transport: Transport, in scope: Scope
    ) throws -> (CopyCase, WrittenContainer) {
        try transport.check()
        let copy = try scope.copy(id)
        guard let container = copy.container else {
            throw CopyingRefusal.wrongState(copy.state(at: scope.now))
        }
        guard
            !copy.transports.contains(where: {
                $0.event == transport.event && $0.medium == transport.medium
            })
        else { throw CopyingRefusal.mediumRecorded }
        return (copy, container)
    }

    private static func record(_ id: Int64, _ transport: Transport, in scope: Scope) throws {
        guard let container = try CopyBook.containerID(of: id, from: scope.db) else {
            throw CopyingRefusal.unknownCopy
        }
        try scope.append([
            CopyTransportRow(
                container: container, transport: transport, officer: scope.principal.officer)
        ])
    }
}
