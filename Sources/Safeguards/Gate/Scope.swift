// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Vocabulary

/// What an authorised operation holds while it runs: the connection, the time, the pen for facts
/// and the list of persons for the log. It is worth nothing after `Gate.perform` has returned.
public final class Scope {
    public let operation: OperationCode
    /// The row of the operation and number of its log entry; 0 in a read, whose entry is written
    /// after the answer is known.
    public let operationID: Int64
    public let principal: Principal
    public let purpose: Purpose
    public let reason: String?
    public let now: Instant

    private let connection: any Connection
    private let writer: FactWriter?
    private var isOpen = true
    private(set) var subjects: Set<AddresseeNumber>
    private(set) var result: String?
    private(set) var count: Int?

    init(
        _ request: GateRequest, at now: Instant, in connection: any Connection,
        operationID: Int64 = 0, writer: FactWriter? = nil
    ) {
        operation = request.operation
        principal = request.principal
        purpose = request.purpose
        reason = request.reason
        subjects = Set(request.subjects)
        self.operationID = operationID
        self.now = now
        self.connection = connection
        self.writer = writer
    }

    /// Today in Japan.
    public var today: CivilDate { now.dayInJapan }

    /// The connection of this operation.
    public var db: any Connection {
        precondition(isOpen, "操作は終わっています")
        return connection
    }

    /// The pen for facts; a read has none.
    public var facts: FactWriter {
        guard isOpen, let writer else {
            preconditionFailure("読取りの操作\(operation.rawValue)は事実を書けません")
        }
        return writer
    }

    /// Names a person whose data this answer shows or changes.
    public func saw(_ subject: AddresseeNumber) {
        precondition(isOpen, "操作は終わっています")
        subjects.insert(subject)
    }

    /// Names the persons whose data this answer shows or changes.
    public func saw(_ seen: some Sequence<AddresseeNumber>) {
        precondition(isOpen, "操作は終わっています")
        subjects.formUnion(seen)
    }

    /// A short result for the log, in place of `ok`; never a value about a person.
    public func note(_ result: String) { self.result = result }

    /// How many rows, letters or payments this operation was about.
    public func counted(_ n: Int) { count = n }

    func close() { isOpen = false }
}
