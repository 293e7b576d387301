// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One walk through a claim file: which record may follow which, and the sums of the file.
struct ClaimPass {
    let layouts: [ClaimKind: ClaimLayout]
    let decoder: TextDecoder
    var head: ClaimHead?
    var draft: ClaimDraft?
    var issues = IssueList()
    private var storage: [Int] = []
    private var firstHead: ClaimHead?
    private var claims = 0
    private var insurance = 0
    private var publicFunds = 0
    private var points = 0
    private var arePointsWhole = true
    private var rejected = 0
    private var declared: (count: Int?, points: Int?)?
    private var declaredLine = 0
    private var sawEndByte = false
    private var sawTotals = false
    private var isDamaged = false
    private var lastLine = 0
    /// Bytes of the file before the line that is being read.
    private(set) var lineOffset = 0
    private let keepsRejected: Bool
    private(set) var rejectedClaims: [RejectedClaim] = []

    init(
        _ layouts: [ClaimKind: ClaimLayout], keepsRejected: Bool = false
    ) throws(FormatRefusal) {
        self.layouts = layouts
        self.keepsRejected = keepsRejected
        decoder = try TextDecoder(.cp932)
    }

    mutating func take(_ line: RawLine, _ each: (ClaimRecord) throws -> Void) throws {
        lastLine = line.number
        lineOffset = line.offset
        var bytes = line.bytes
        if sawEndByte {
            if !bytes.isEmpty { damage(line.number, nil, .bytesAfterEnd) }
            return
        }
        if bytes.last == 0x1A {
            sawEndByte = true
            bytes = .init(rebasing: bytes.dropLast())
        }
        if bytes.isEmpty { return }
        let record = ClaimPass.name(bytes)
        var items = ClaimItems(
            ClaimPass.isRead(record) ? bytes : .init(start: nil, count: 0), reusing: &storage)
        defer { items.giveBack(&storage) }
        guard head != nil || record == "IR" || record == "YK" || record == "UK" else {
            throw FormatRefusal.notAClaimFile
        }
        switch record {
        case "UK": break
        case "IR", "YK":
            try closeClaim(each)
            try start(record, items, line.number)
        case "RE":
            try closeClaim(each)
            if sawTotals { damage(line.number, record, .recordOutOfPlace(record: record)) }
            claims += 1
            draft = ClaimDraft(line: line.number)
            draft?.isDPC = head?.layout.marker != nil
            readClaim(items, line.number)
        case "GO":
            try closeClaim(each)
            readTotals(items, line.number)
        default: readPart(record, bytes, items, line.number)
        }
    }

    /// The two letters of a record; anything else is shown as it cannot be: `??`.
    private static func name(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.count >= 2, bytes.count == 2 || bytes[2] == 0x2C,
            bytes.prefix(2).allSatisfy({ (0x41...0x5A).contains($0) })
        else { return "??" }
        return String(decoding: bytes.prefix(2), as: UTF8.self)
    }

    /// Whether items of the record are asked for: most lines of a file are treatments, and their
    /// commas need not be found.
    private static func isRead(_ record: String) -> Bool {
        switch record {
        case "IR", "YK", "RE", "HO", "KO", "SN", "JD", "MF", "GO": true
        default: false
        }
    }

    private mutating func start(_ record: String, _ items: ClaimItems, _ line: Int) throws {
        let read = try readHead(record, items, line)
        head = read
        if firstHead == nil { firstHead = read }
    }

    private mutating func readPart(
        _ record: String, _ bytes: UnsafeRawBufferPointer, _ items: ClaimItems, _ line: Int
    ) {
        guard let layout = head?.layout else { return }
        guard draft != nil else {
            damage(line, record, .recordOutOfPlace(record: record))
            return
        }
        if let place = layout.expected.firstIndex(of: record) { draft?.seen |= 1 << UInt64(place) }
        if draft?.isDetail == true { return }
        if record == head?.places.treatment?.record {
            readTreatment(bytes)
            return
        }
        turnSection(record, bytes)
        switch record {
        case "HO":
            insurance += 1
            readInsurance(items, line)
        case "KO":
            publicFunds += 1
            readFund(items, line)
        case "SN": readSubNumber(items)
        case "JD": readVisits(items, line)
        case "MF": draft?.windowClass = head.flatMap { items.plain($0.places.window) } ?? ""
        case "BU": draft?.isDPC = true
        default:
            guard !layout.order.contains(record), !ClaimPass.known.contains(record) else { return }
            add(line, record, nil, .recordUnknown)
        }
    }

    /// Records of returned claims and of DPC that are passed over in silence.
    private static let known: Set<String> = [
        "SB", "KK", "SK", "GA", "HH", "GT", "CD", "RC", "JR", "MD", "TI", "TR", "TS",
    ]

    mutating func add(
        _ line: Int, _ record: String?, _ field: String?, _ refusal: FormatRefusal,
        value: String? = nil
    ) {
        let issue = FileIssue(line: line, record: record, field: field, refusal, value: value)
        issues.add(issue)
        draft?.issues.append(issue)
        if refusal.severity == .error { draft?.isRejected = true }
    }

    /// An error of the file, not of one claim.
    private mutating func damage(_ line: Int, _ record: String?, _ refusal: FormatRefusal) {
        isDamaged = true
        issues.add(FileIssue(line: line, record: record, refusal))
    }

    /// Checks the number of items against the edition; short records reject the claim.
    mutating func hasItems(_ record: String, _ items: ClaimItems, _ line: Int) -> Bool {
        guard let size = head?.layout.records[record]?.size else { return true }
        if items.count < size {
            add(line, record, nil, .shortRecord(record: record, expected: size, found: items.count))
            return false
        }
        if items.count > size { add(line, record, nil, .tooManyItems(record: record)) }
        return true
    }

    private mutating func closeClaim(_ each: (ClaimRecord) throws -> Void) throws {
        guard let open = draft, let head else { return }
        if open.isDetail {
            draft = nil
            claims -= 1
            return
        }
        if !open.hasInsurance, open.fundCount == 0 { add(open.line, "RE", nil, .payerMissing) }
        for (place, record) in head.layout.expected.enumerated()
        where open.seen & (1 << UInt64(place)) == 0 {
            add(open.line, "RE", nil, .recordMissing(record: record))
        }
        checkAge()
        if open.hasInsurance ? open.insurance == nil : open.funds.isEmpty {
            arePointsWhole = false
        }
        points += open.points
        let closed = draft ?? open
        draft = nil
        guard !closed.isRejected, let record = closed.record(of: head) else {
            rejected += 1
            if keepsRejected { rejectedClaims.append(RejectedClaim(closed, of: head)) }
            return
        }
        try each(record)
    }

    private mutating func checkAge() {
        guard let draft, let born = draft.born, let month = draft.treatmentMonth else { return }
        let saysPreschool = ["3", "4"].contains(draft.type.last)
        let saysOlder = ["5", "6"].contains(draft.type.last)
        let isPreschool = AgeLaw.isPreschool(born: born, on: month.firstDay)
        if born > month.lastDay || (saysPreschool && !isPreschool) || (saysOlder && isPreschool) {
            add(draft.line, "RE", "born", .ageOddity)
        }
    }

    private mutating func readTotals(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places else { return }
        if sawTotals { damage(line, "GO", .recordTwice(record: "GO")) }
        sawTotals = true
        declaredLine = line
        let count = items.number(places.count)
        let points = items.number(places.points)
        if count == nil, !items.isEmpty(places.count) {
            damage(line, "GO", .itemUnreadable(field: "総件数"))
        }
        if points == nil, !items.isEmpty(places.points) {
            damage(line, "GO", .itemUnreadable(field: "総合計点数"))
        }
        declared = (count, points)
    }

    mutating func finish(_ each: (ClaimRecord) throws -> Void) throws -> ClaimFileSummary {
        try closeClaim(each)
        guard let firstHead else {
            throw lastLine == 0 ? FormatRefusal.emptyFile : FormatRefusal.notAClaimFile
        }
        if !sawTotals { damage(lastLine, nil, .totalsMissing) }
        compareTotals()
        if !sawEndByte { add(lastLine, nil, nil, .endByteMissing) }
        return ClaimFileSummary(
            kind: firstHead.layout.kind, institution: firstHead.institution,
            billingMonth: firstHead.billingMonth, claims: claims, insurance: insurance,
            publicFunds: publicFunds, points: points,
            declared: .init(count: declared?.count, points: declared?.points),
            rejected: rejected, errors: issues.kept, omitted: issues.omitted,
            layout: firstHead.layout.id, edition: firstHead.layout.edition,
            verified: firstHead.layout.isVerified, damaged: isDamaged)
    }

    /// Totals count insurance and public-fund records, not claims; 0 and 0 are the mark of a file
    /// that the examiner split or moved.
    private mutating func compareTotals() {
        guard let declared, !(declared.count == 0 && declared.points == 0) else { return }
        let isCountWrong = declared.count.map { $0 != insurance + publicFunds } ?? false
        let arePointsWrong = declared.points.map { arePointsWhole && $0 != points } ?? false
        if isCountWrong { add(declaredLine, "GO", "count", .declaredTotals) }
        if arePointsWrong { add(declaredLine, "GO", "points", .declaredTotals) }
    }
}
