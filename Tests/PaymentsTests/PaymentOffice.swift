// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Synchronization
import Vocabulary

@testable import Entitlement
@testable import Payments

/// A fictional payment office in memory: books, calendar, layouts, clerks and a head.
final class PaymentOffice: Sendable {
    /// A clock that stands where the test puts it.
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let library: SchemeLibrary = {
        do {
            return try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
        } catch { preconditionFailure("\(error)") }
    }()
    static let days = PaymentOffice.days("sample")
    static let returns: FeedLayout = {
        do {
            return try LayoutLibrary.load(
                directory: root.appending(path: "Layouts").path,
                digest: { Digest.of($0).description }
            ).feed("bank_returns")
        } catch { preconditionFailure("\(error)") }
    }()
    static let clerk = PaymentOffice.officer("P001", [.payment])
    static let second = PaymentOffice.officer("P002", [.payment])
    static let chief = PaymentOffice.officer("H002", [.head])
    static let administrator = PaymentOffice.officer("A001", [.administrator])
    static let head = PaymentOffice.officer("H001", [.head])
    static let both = PaymentOffice.officer("B001", [.payment, .head])
    static let counter = PaymentOffice.officer("C001", [.counter])
    static let machine = Principal.machine("payments")

    let store: any Store
    let ledger: Ledger
    let signer: LedgerSigner
    let gate: Gate
    let clock: StandingClock

    init(
        _ day: String = "2025-06-02", store given: (any Store)? = nil,
        months: any MonthKeys = MemoryMonthKeys()
    ) throws {
        clock = StandingClock(date(day))
        store =
            try given
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try PaymentsSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        self.signer = signer
        ledger = Ledger(origin: "test", signer: signer, months: months)
        gate = Gate(store: store, ledger: ledger, clock: clock, rules: [StopRule()])
    }

    /// The wordings of the fictional city.
    static var letters: LetterWordings {
        guard let book = library.book("sample") else { preconditionFailure("sample") }
        return book.letters
    }

    static func days(_ scheme: String) -> PaymentDays {
        guard let book = library.book(scheme) else { preconditionFailure(scheme) }
        return days(book)
    }

    static func days(_ book: SchemeBook) -> PaymentDays {
        do {
            let file = root.appending(path: "Schemes/national/holidays.csv")
            let known = try String(contentsOf: file, encoding: .utf8)
            // Beyond the table: a clock that runs ten years ahead plans payments there.
            let later = (2031...2041).map { "\($0)-01-01,元日\n" }.joined()
            return PaymentDays(
                book: book, bank: BankCalendar(holidays: try Holidays(csv: known + later)))
        } catch { preconditionFailure("\(error)") }
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    static func child(_ n: Int) -> AddresseeNumber {
        AddresseeNumber(value: 910_000_000 + Int64(n))
    }
    static func parent(_ n: Int) -> AddresseeNumber {
        AddresseeNumber(value: 920_000_000 + Int64(n))
    }

    // MARK: 手順

    /// An approved decision of a fictional child whose parent has the same number.
    func due(
        _ n: Int, yen: Int = 1_000, parent: Int? = nil, method: PaymentMethod = .transfer,
        month: String = "2025-04", completed: String = "2025-05-12",
        decided: String = "2025-05-20"
    ) -> DueReimbursement {
        DueReimbursement(
            decision: 9_000 + Int64(n), reimbursement: Int64(n), receipt: "R-\(padded(n, 6))",
            branch: 1, child: Self.child(parent ?? n), recipient: Self.parent(parent ?? n),
            treatmentMonth: month.month, institutionName: "見本こどもクリニック", amount: Yen(yen),
            method: method, completedOn: date(completed), decidedOn: date(decided))
    }

    /// Registers an account; the same digit twice is the same account. A second officer confirms it.
    func account(
        _ n: Int, digit: Int? = nil, holder: String = "ケンショウ ハナコ", doubts: [String] = [],
        type: BankAccountType = .ordinary, isConfirmed: Bool = true
    ) throws {
        try gate.perform(.changeAccount, by: Self.clerk, for: .change) { scope in
            let account = try CheckedAccount(
                AccountInput(
                    bank: "9001", branch: "001", type: type,
                    number: String(9_000_000 + (digit ?? n)), holderKana: holder))
            try scope.recordAccounts(
                [
                    NewAccountUse(
                        recipient: Self.parent(n), account: account, from: date("2025-04-01"),
                        doubts: doubts)
                ], banks: nil, cause: .notification)
        }
        if isConfirmed { try confirmAccounts() }
    }

    /// Confirms every account that waits.
    func confirmAccounts(by who: Principal = head) throws {
        // The list gives a page of them at a time; what cannot be confirmed now stays on it.
        var before: [Int64] = []
        while true {
            let waiting = try read { try AccountConfirmations.waiting(from: $0) }.map(\.use)
            guard !waiting.isEmpty, waiting != before else { return }
            before = waiting
            try gate.perform(ConfirmAccounts.operation, by: who, for: .change) {
                try ConfirmAccounts.perform(waiting, in: $0)
            }
        }
    }

    @discardableResult
    func schedule(
        _ due: [DueReimbursement], month: String = "2025-06", by who: Principal = clerk,
        days: PaymentDays = PaymentOffice.days
    ) throws -> ScheduleReport {
        try gate.perform(ScheduleMonth.operation, by: who, for: .benefit) {
            try ScheduleMonth.perform(month.month, days: days, due: due, in: $0)
        }
    }

    @discardableResult
    func propose(
        _ day: String = "2025-06-20", key: String = "K1", by who: Principal = clerk,
        directory: any AddresseeDirectory = MemoryAddresseeDirectory()
    ) throws -> RunProposal {
        try gate.perform(ProposeRun.operation, by: who, for: .benefit) {
            try ProposeRun.perform(
                paymentDay: date(day), key: key, days: Self.days, directory: directory, in: $0)
        }
    }

    @discardableResult
    func approve(
        _ run: Int64, by who: Principal = head, rules: ApprovalRules = .oneHead
    ) throws -> PaymentRun {
        try gate.perform(ApproveRun.operation, by: who, for: .benefit) {
            try ApproveRun.perform(run, rules: rules, directory: MemoryAddresseeDirectory(), in: $0)
        }
    }

    @discardableResult
    func sendBack(
        _ run: Int64, by who: Principal = head, reason: String? = "金額の確認"
    ) throws -> PaymentRun {
        try gate.perform(SendBackRun.operation, by: who, for: .benefit, reason: reason) {
            try SendBackRun.perform(run, in: $0)
        }
    }

    @discardableResult
    func write(
        _ run: Int64, day: String = "2025-06-20", by who: Principal = clerk,
        framing: TransferFraming = .crlf, audience: FileAudience = .trial
    ) throws -> WrittenTransferFile {
        try gate.perform(WriteTransferFile.operation, by: who, for: .benefit) {
            try WriteTransferFile.perform(
                run, order: order(day), audience: audience, framing: framing,
                directory: MemoryAddresseeDirectory(), in: $0)
        }
    }

    func order(_ day: String) -> TransferOrder {
        TransferOrder(
            requesterCode: "9999999999", requesterName: "ｹﾝｼﾖｳﾖｳ ﾐﾎﾝｼ", valueDate: date(day),
            bank: "0017", bankName: "ｻｲﾀﾏﾘｿﾅ", branch: "999", branchName: "ﾐﾎﾝ",
            accountType: .ordinary, account: "9000001")
    }

    @discardableResult
    func results(
        _ rows: [(day: String, sequence: Int, amount: Int, reason: String)],
        run: Int64? = nil, by who: Principal = clerk
    ) throws -> TransferResultsReport {
        var text = "\u{FEFF}検証用表示,振込日,データレコード順番,金額,事由\r\n"
        for row in rows {
            text +=
                "検証用,\(row.day.filter { $0 != "-" }),\(row.sequence),\(row.amount),\(row.reason)\r\n"
        }
        return try results(bytes: Array(text.utf8), run: run, by: who)
    }

    @discardableResult
    func results(
        bytes: [UInt8], run: Int64? = nil, by who: Principal = clerk
    ) throws -> TransferResultsReport {
        try gate.perform(RecordTransferResults.operation, by: who, for: .benefit) {
            try RecordTransferResults.perform(
                .bytes(bytes), name: "bank_returns.csv", digest: Digest.of(bytes).description,
                layout: Self.returns, run: run, in: $0)
        }
    }

    @discardableResult
    func nothingReturned(_ run: Int64, by who: Principal = clerk) throws -> TransferResultsReport {
        try gate.perform(RecordTransferResults.operation, by: who, for: .benefit) {
            try RecordTransferResults.nothingReturned(of: run, in: $0)
        }
    }

    @discardableResult
    func repay(
        _ choice: Repay.Choice = .ready, month: String, by who: Principal = clerk,
        reason: String? = nil
    ) throws -> RepayReport {
        try gate.perform(Repay.operation, by: who, for: .benefit, reason: reason) {
            try Repay.perform(choice, month: month.month, days: Self.days, in: $0)
        }
    }

    /// Schedules, proposes, approves and writes one run.
    @discardableResult
    func pay(
        _ due: [DueReimbursement], month: String = "2025-06", day: String = "2025-06-20",
        key: String = "K1"
    ) throws -> (run: PaymentRun, file: WrittenTransferFile) {
        try schedule(due, month: month)
        let run = try propose(day, key: key).run
        try approve(run.id)
        return (run, try write(run.id, day: day))
    }

    // MARK: 照会

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    /// The transfers of a run as its page shows them.
    func shown(_ run: Int64) throws -> [ShownTransfer] {
        try read { db in
            let detail = try RunDetail.load(run, from: db)
            return try detail.shown(detail.transfers, for: Self.clerk, from: db)
        }
    }

    func status(_ n: Int) throws -> [PaymentItemStatus] {
        try read { try ItemBook.attempts(of: 9_000 + Int64(n), from: $0) }.map(\.status)
    }

    func items(_ n: Int) throws -> [Int64] {
        try read { try ItemBook.attempts(of: 9_000 + Int64(n), from: $0) }.map(\.id)
    }

    func balance() throws -> MoneyBalance { try read { try MoneyBook.balance(from: $0) } }

    /// The ledger of money is whole: zero in sum, for every item, and as the states say.
    func imbalances() throws -> [Int64] { try read { try MoneyBook.imbalances(from: $0) } }
}

struct Missing: Error { let what: String }

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}

extension String {
    var month: YearMonth {
        guard let month = YearMonth(iso: self) else { preconditionFailure("年月ではありません: \(self)") }
        return month
    }
}
