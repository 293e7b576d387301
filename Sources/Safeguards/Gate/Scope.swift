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
    /// The persons that the question named.
    let named: Set<AddresseeNumber>
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
        named = Set(request.subjects)
        subjects = named
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

    /// Asks the table of permissions about the record that the operation has found: the procedure
    /// knows now whose it is and where its case stands.
    /// - Throws: `SafeguardRefusal`; the operation is then refused and nothing of it remains.
    public func touches(
        _ record: RecordScope = .ownDepartment, in state: RecordState? = nil
    ) throws(SafeguardRefusal) {
        if let refusal = permission.refusal(on: record, in: state) { throw refusal }
    }

    /// How much of a field this answer may show of a record.
    public func visibility(
        of field: Field, on record: RecordScope = .ownDepartment, in state: RecordState? = nil
    ) -> Visibility {
        permission.visibility(of: field, on: record, in: state)
    }

    private var permission: Permission { Permission(operation, by: principal, for: purpose) }

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
