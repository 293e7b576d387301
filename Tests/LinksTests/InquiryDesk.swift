// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Safeguards
import Synchronization
import Vocabulary

/// System 2 as a script: takes questions once, answers what the test says. (The real one, behind its own
/// gate and with the real adapter, is tried in `OfficeTests`.)
final class ScriptedSystem2: InquiryGateway {
    struct State {
        var orders: [String: InquiryQuestion] = [:]
        var submitted = 0
        var courses: [String: [InquiryNews]] = [:]
        var words: [InquiryWord] = []
        var refuses: [String: InquiryNo] = [:]
        var refusal: (any Refusal)?
    }

    let state = Mutex(State())
    let choices: InquiryChoices

    init() {
        func item(_ code: String, _ title: String, _ consent: ConsentMatter?) -> InquiryChoices.Item
        {
            InquiryChoices.Item(
                code: code, title: title, provider: "提供者", legalBasis: "番号法第19条第9号",
                consent: consent, isConfirmed: false, source: "見本")
        }
        choices = InquiryChoices(
            version: "test-1", isConfirmed: false,
            procedures: [
                .init(
                    code: "K1", title: "認定", purpose: .registration,
                    items: [
                        item("TAX", "地方税関係情報", .tax), item("INS", "医療保険資格関係情報", nil),
                        item("TM00000000000002", "地方税関係情報", .tax),
                    ]),
                .init(
                    code: "K3", title: "支給", purpose: .benefit,
                    items: [item("ACC", "公金受取口座情報", .receivingAccount)]),
            ])
    }

    func check(_ question: InquiryQuestion) throws {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
    }

    func submit(_ questions: [InquiryQuestion]) -> [String: InquiryNo] {
        state.withLock { state in
            for question in questions where state.refuses[question.number] == nil {
                state.submitted += 1
                state.orders[question.number] = question
                state.courses[question.number] = state.courses[question.number] ?? []
            }
            return state.refuses.filter { no in questions.contains { $0.number == no.key } }
        }
    }

    func courses(of numbers: [String], for purpose: Purpose) -> [String: [InquiryNews]] {
        state.withLock { state in state.courses.filter { numbers.contains($0.key) } }
    }

    func tell(_ words: [InquiryWord], for purpose: Purpose) {
        state.withLock { $0.words += words }
    }

    func news(
        _ number: String, _ events: InquiryEvent..., at moment: Instant, reason: String? = nil
    ) {
        state.withLock { state in
            state.courses[number, default: []] += events.map {
                InquiryNews(event: $0, at: moment, reason: reason, dueOn: day("2025-05-14"))
            }
        }
    }
}

extension Bench {
    static func request(
        _ subject: AddresseeNumber = Bench.parent, procedure: String = "K1", item: String = "TAX"
    ) -> InquiryRequest {
        InquiryRequest(subject: subject, child: Bench.child, procedure: procedure, item: item)
    }

    @discardableResult
    func request(
        _ request: InquiryRequest = Bench.request(), by who: Principal = counter,
        for purpose: Purpose = .registration, of system2: ScriptedSystem2
    ) throws -> String {
        try gate.perform(
            RequestInquiry.operation, by: who, for: purpose, reason: "所得の確認"
        ) { try RequestInquiry.perform(request, through: system2, in: $0) }
    }

    @discardableResult
    func exchange(
        _ system2: ScriptedSystem2, for purpose: Purpose = .registration
    ) throws -> ExchangeInquiries.Report {
        try gate.perform(
            ExchangeInquiries.operation, by: Bench.machine, for: purpose,
            reason: ExchangeInquiries.reason
        ) { try ExchangeInquiries.perform(through: system2, in: $0) }
    }

    func store(
        _ number: String, _ values: [InquiryValue] = [.init(label: "所得割額", value: "9123456")],
        for purpose: Purpose = .registration, of system2: ScriptedSystem2
    ) throws -> StoreInquiryResult.Outcome {
        try gate.perform(
            StoreInquiryResult.operation, by: Bench.machine, for: purpose,
            reason: ExchangeInquiries.reason
        ) {
            try StoreInquiryResult.perform(
                number, values, from: "架空市長", choices: system2.choices, in: $0)
        }
    }

    func inquiry(_ number: String, by who: Principal = counter) throws -> InquiryDetail {
        try gate.perform(ViewInquiry.operation, by: who, for: .registration) {
            try ViewInquiry.perform(number, in: $0)
        }
    }

    func withdraw(_ number: String, by who: Principal = counter) throws {
        try gate.perform(
            WithdrawInquiry.operation, by: who, for: .registration, reason: "申請の取下げ"
        ) { try WithdrawInquiry.perform(number, in: $0) }
    }

    @discardableResult
    func confirm(
        _ number: String, by who: Principal = head, under law: EligibilityLaw = Bench.law
    ) throws -> ConfirmInquiry.Outcome {
        try gate.perform(ConfirmInquiry.operation, by: who, for: .registration) {
            try ConfirmInquiry.perform(number, law: law, directory: directory, in: $0)
        }
    }

    func withdrawConsent(_ matter: ConsentMatter = .tax, of subject: AddresseeNumber) throws {
        try gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            try RecordConsent.withdraw(
                ConsentInput(
                    matter, about: ConsentCase(subject: subject, child: Bench.child), by: subject,
                    on: clock.now().dayInJapan, evidence: .counter, reference: "撤回-1"), in: $0)
        }
    }

    /// Grants the open registration.
    func grant(_ id: Int64) throws {
        _ = try propose(id)
        try gate.perform(ApproveDecisions.operation, by: Bench.head, for: .registration) { scope in
            let pending = try ProposalBook.pending(from: scope.db).map(\.id)
            _ = try ApproveDecisions.perform(.these(pending), in: scope)
        }
    }
}
