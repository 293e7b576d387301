// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Writes a bulk transfer (総合振込), record after record, with bounded memory.
///
/// Nothing that a bank would send back leaves it: characters, lengths, digits, amounts, order
/// and sums are judged here again. When it throws, throw away what it wrote: a file is good only
/// after `finish`.
public struct TransferWriter {
    private let framing: TransferFraming
    private let wide: Bool
    private let type: TransferType
    private var pending: [UInt8] = []
    private var sequences: Set<Int> = []
    /// Payments so far.
    public private(set) var count = 0
    /// Yen so far.
    public private(set) var total = Yen.zero

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - framing: CRLF after every record or none; a bank says which.
    ///   - wide: allows ｦ in names.
    ///   - audience: a trial file carries ｹﾝｼﾖｳﾖｳ at the start of 振込依頼人名, so that a bank
    ///     and an officer see at once that it is none; a real file may not carry it.
    public init(
        _ order: TransferOrder, framing: TransferFraming = .crlf, wide: Bool = false,
        audience: FileAudience
    ) throws(TransferRefusal) {
        precondition(framing == .crlf || framing == .none, "we write CRLF or nothing")
        self.framing = framing
        self.wide = wide
        type = order.type
        do throws(FormatRefusal) {
            try writeHeader(order, audience)
        } catch {
            throw TransferRefusal(sequence: nil, reason: error)
        }
    }

    /// Adds a payment.
    public mutating func add(_ entry: TransferEntry) throws(TransferRefusal) {
        do throws(FormatRefusal) {
            try write(entry)
        } catch {
            throw TransferRefusal(sequence: entry.sequence, reason: error)
        }
    }

    /// Ends the file with trailer and end record.
    ///
    /// - Parameters:
    ///   - count: payments of the plan; must be what was written.
    ///   - total: yen of the plan; must be what was written.
    public mutating func finish(
        expecting count: Int, total: Yen
    ) throws(TransferRefusal) {
        do throws(FormatRefusal) {
            guard self.count > 0 else { throw .transferEmpty }
            guard count == self.count else {
                throw .transferCount(expected: count, found: self.count)
            }
            guard total == self.total else {
                throw .transferSum(expected: total.amount, found: self.total.amount)
            }
        } catch {
            throw TransferRefusal(sequence: nil, reason: error)
        }
        var trailer = RecordBytes(.trailer)
        trailer.set("count", number: self.count)
        trailer.set("total", number: self.total.amount)
        append(trailer)
        append(RecordBytes(.end))
    }

    /// What has been written since the last call.
    public mutating func takeBytes() -> [UInt8] {
        defer { pending.removeAll(keepingCapacity: true) }
        return pending
    }

    private mutating func append(_ record: RecordBytes) {
        pending += record.bytes
        if framing == .crlf { pending += [0x0D, 0x0A] }
    }

    private mutating func writeHeader(
        _ order: TransferOrder, _ audience: FileAudience
    ) throws(FormatRefusal) {
        var name = order.requesterName
        let isMarked = name.unicodeScalars.starts(with: BankText.trialMark.unicodeScalars)
        switch audience {
        case .trial: if !isMarked { name = BankText.trialMark + " " + name }
        case .realPeer: if isMarked { throw .transferTrialMark }
        }
        guard order.accountType != .savings else { throw .transferCode(field: "預金種目") }
        var record = RecordBytes(.header)
        try record.set("type", digits: order.type.rawValue, exactly: true)
        try record.set("requester", digits: order.requesterCode, exactly: true)
        try record.set("requester-name", text: name, .party, wide: wide)
        record.set("value-date", number: order.valueDate.month * 100 + order.valueDate.day)
        try record.set("bank", digits: order.bank, exactly: true)
        try record.set("bank-name", text: order.bankName, .bankName, wide: wide)
        try record.set("branch", digits: order.branch, exactly: true)
        try record.set("branch-name", text: order.branchName, .bankName, wide: wide)
        try record.set("account-type", digits: order.accountType.rawValue, exactly: true)
        try record.set("account", digits: order.account)
        guard !name.isEmpty else { throw .valueMissing(field: "振込依頼人名") }
        append(record)
    }

    private mutating func write(_ entry: TransferEntry) throws(FormatRefusal) {
        guard (1...9_999_999_999).contains(entry.amount.amount) else { throw .transferAmount }
        guard !entry.payee.isEmpty else { throw .valueMissing(field: "受取人名") }
        guard ["0", "1", "2"].contains(entry.newCode) else {
            throw .transferCode(field: "新規コード")
        }
        guard ["0", "7", "8"].contains(entry.designation) else {
            throw .transferCode(field: "振込指定区分")
        }
        guard count < 999_999 else { throw .transferTooMany }
        guard total.amount + entry.amount.amount <= 999_999_999_999 else {
            throw .transferTotalTooLarge
        }
        guard !sequences.contains(entry.sequence) else {
            throw .transferSequenceTwice(sequence: entry.sequence)
        }
        if type.isPayroll, case .edi = entry.reference {
            throw .transferCode(field: "EDI情報")
        }
        var record = RecordBytes(type.isPayroll ? .payroll : .data)
        try record.set("bank", digits: entry.bank, exactly: true)
        try record.set("bank-name", text: entry.bankName, .bankName, wide: wide)
        try record.set("branch", digits: entry.branch, exactly: true)
        try record.set("branch-name", text: entry.branchName, .bankName, wide: wide)
        guard type.accountTypes.contains(entry.accountType.rawValue) else {
            throw .transferCode(field: "預金種目")
        }
        try record.set("account-type", digits: entry.accountType.rawValue, exactly: true)
        try record.set("account", digits: entry.account)
        try record.set("payee", text: entry.payee, type.payee, wide: wide)
        record.set("amount", number: entry.amount.amount)
        try record.set("new-code", digits: entry.newCode, exactly: true)
        try record.setReference(entry.reference)
        if !type.isPayroll {
            try record.set("designation", digits: entry.designation, exactly: true)
        }
        append(record)
        sequences.insert(entry.sequence)
        count += 1
        total = total + entry.amount
    }
}
