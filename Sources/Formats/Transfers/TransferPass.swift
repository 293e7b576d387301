// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One walk through a transfer file: order, sums, digits and characters.
struct TransferPass {
    private enum Place { case start, header, data, trailer, end }

    private var framer = RecordFramer()
    private var place = Place.start
    private var issues = IssueList()
    private var line = 0
    private var type = ""
    private var valueDate = ""
    private var isTrial = false
    private var groups = 0
    private var count = 0
    private var total = 0
    private var groupCount = 0
    private var groupTotal = 0
    private var declaredCount = 0
    private var declaredTotal = 0
    private var foreignEncoding: String?
    private var sequence = 0

    mutating func run(
        _ source: ByteSource, _ each: (TransferFile.Transfer) throws -> Void
    ) throws {
        var framer = RecordFramer()
        try source.forEachChunk { chunk in
            try framer.read(chunk) { try take($0, each) }
        }
        try framer.finish { try take($0, each) }
        self.framer = framer
        guard line > 0 else { throw FormatRefusal.emptyFile }
        if place != .end, foreignEncoding == nil { add(nil, nil, .transferRecordOrder) }
        if framer.hasMixedEnds, foreignEncoding == nil { add(nil, nil, .mixedLineEnds) }
        if isTrial {
            issues.add(FileIssue(line: 1, record: "1", field: "requester-name", .trialFile))
        }
    }

    func result(_ transfers: [TransferFile.Transfer]) -> TransferFile {
        TransferFile(
            valid: issues.errors == 0, type: type, valueDate: valueDate, count: count,
            total: total, declared: .init(count: declaredCount, total: declaredTotal),
            encoding: foreignEncoding ?? TextEncoding.cp932.rawValue,
            framing: framer.framing ?? TransferFraming.none, groups: groups, trial: isTrial,
            errors: issues.kept, transfers: transfers)
    }

    private mutating func add(_ record: String?, _ field: String?, _ refusal: FormatRefusal) {
        issues.add(FileIssue(line: line, record: record, field: field, refusal))
    }

    private mutating func take(
        _ written: [UInt8], _ each: (TransferFile.Transfer) throws -> Void
    ) throws {
        guard foreignEncoding == nil else { return }
        line += 1
        if let foreign = TransferPass.foreignEncoding(written) {
            foreignEncoding = foreign
            return add(nil, nil, .transferEncoding(name: foreign))
        }
        let record: TransferRecord
        switch written[0] {
        case 0x31: record = .header
        case 0x32: record = TransferType(rawValue: type)?.isPayroll ?? false ? .payroll : .data
        case 0x38: record = .trailer
        case 0x39: record = .end
        default: return add(nil, "class", .transferRecordOrder)
        }
        var bytes = written
        guard bytes.count <= TransferRecord.length else {
            return add(record.id, nil, .transferFieldLength(field: "レコード", expected: 120))
        }
        if bytes.count < TransferRecord.length {
            guard bytes.count >= record.shortest else {
                return add(
                    record.id, nil,
                    .transferRecordCut(found: bytes.count, atLeast: record.shortest))
            }
            add(record.id, nil, .recordPadded)
            bytes += [UInt8](repeating: 0x20, count: TransferRecord.length - bytes.count)
        }
        follow(record)
        let reading = RecordReading(record, bytes)
        switch record.id {
        case "1": readHeader(reading)
        case "2": try readData(reading, each)
        case "8": readTrailer(reading)
        default: report(reading)
        }
    }

    /// EF begins every half-width kana of UTF-8 and is no byte of bank files; F1 is EBCDIC's 1.
    private static func foreignEncoding(_ bytes: [UInt8]) -> String? {
        if (0xF0...0xF9).contains(bytes[0]) { return "EBCDIC" }
        if bytes.starts(with: TextEncoding.byteOrderMark) { return "UTF-8" }
        let hasKana = zip(bytes, bytes.dropFirst()).contains {
            $0 == 0xEF && ($1 == 0xBD || $1 == 0xBE)
        }
        return hasKana ? "UTF-8" : nil
    }

    /// 1, 2…, 8 once or more, then 9.
    private mutating func follow(_ record: TransferRecord) {
        let isRight: Bool
        switch (record.id, place) {
        case ("1", .start), ("1", .trailer), ("2", .header), ("2", .data), ("8", .data),
            ("9", .trailer):
            isRight = true
        case ("8", .header):
            isRight = true
            add("8", nil, .transferEmpty)
        default: isRight = false
        }
        if !isRight { add(record.id, "class", .transferRecordOrder) }
        switch record.id {
        case "1": place = .header
        case "2": place = .data
        case "8": place = .trailer
        default: place = .end
        }
    }

    private mutating func report(_ reading: RecordReading) {
        for (field, refusal) in reading.problems { add(reading.record.id, field, refusal) }
    }

    private mutating func readHeader(_ reading: RecordReading) {
        var reading = reading
        groups += 1
        (groupCount, groupTotal) = (0, 0)
        let kind = reading.digits("type")
        if !["21", "11", "12", "71", "72"].contains(kind) {
            reading.complain("type", .transferCode(field: "種別コード"))
        }
        if reading.digits("code-kind") != "0" {
            reading.complain("code-kind", .transferCode(field: "コード区分"))
        }
        _ = reading.digits("requester")
        let name = reading.text("requester-name", .party)
        let date = reading.digits("value-date")
        // 2000 has a 29 February, so that a leap day is let through: the file keeps no year.
        if CivilDate(compact: "2000" + date) == nil {
            reading.complain("value-date", .notADate(field: "取組日"))
        }
        reading.readAccount(types: ["1", "2", "9"])
        if groups == 1 {
            type = kind
            valueDate = date.prefix(2) + "-" + date.suffix(2)
        }
        if name.unicodeScalars.starts(with: BankText.trialMark.unicodeScalars) { isTrial = true }
        report(reading)
    }

    private mutating func readData(
        _ reading: RecordReading, _ each: (TransferFile.Transfer) throws -> Void
    ) throws {
        var reading = reading
        let isPayroll = type != "21"
        sequence += 1
        groupCount += 1
        count += 1
        let account = reading.readAccount(types: isPayroll ? ["1", "2"] : ["1", "2", "4", "9"])
        let payee = reading.text("payee", isPayroll ? .payroll : .party)
        if payee.isEmpty { reading.complain("payee", .valueMissing(field: "受取人名")) }
        let amount = Int(reading.digits("amount")) ?? 0
        if amount == 0 { reading.complain("amount", .transferAmount) }
        groupTotal += amount
        total += amount
        _ = reading.digits("new-code")
        let references = isPayroll ? [] : reading.references()
        report(reading)
        guard reading.problems.isEmpty else { return }
        try each(
            TransferFile.Transfer(
                sequence: sequence, bank: account.bank, branch: account.branch,
                type: account.type, account: account.number, payee: payee, amount: amount,
                references: references))
    }

    private mutating func readTrailer(_ reading: RecordReading) {
        var reading = reading
        let declared = Int(reading.digits("count")) ?? 0
        let sum = Int(reading.digits("total")) ?? 0
        declaredCount += declared
        declaredTotal += sum
        if declared != groupCount {
            reading.complain("count", .transferCount(expected: declared, found: groupCount))
        }
        if sum != groupTotal {
            reading.complain("total", .transferSum(expected: sum, found: groupTotal))
        }
        (groupCount, groupTotal) = (0, 0)
        report(reading)
    }
}
