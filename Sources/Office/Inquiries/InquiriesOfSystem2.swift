// SPDX-License-Identifier: Apache-2.0
import Addressee
import Inquiries
import Links
import Safeguards
import Vocabulary

/// Answers the port of System 1 for 情報照会 from System 2, through System 2's own gate and log. What crosses
/// is 宛名番号, words and moments; no 符号, no 団体内統合宛名番号.
struct InquiriesOfSystem2: InquiryGateway {
    private let gate: Gate
    private let catalogue: Result<InquiryCatalogue, any Error>
    private let welfare: Peer?
    let choices: InquiryChoices
    private let asker = Principal.machine("casework")

    /// - Parameter catalogue: a failure lets nothing be asked; the rest of the office works on.
    init(gate: Gate, catalogue: Result<InquiryCatalogue, any Error>, welfare: Peer?) {
        self.gate = gate
        self.catalogue = catalogue
        self.welfare = welfare
        choices =
            (try? catalogue.get()).map(InquiryChoices.init)
            ?? InquiryChoices(version: "なし", isConfirmed: false, procedures: [])
    }

    private func peer() throws -> Peer {
        guard let welfare else { throw AddresseeRefusal.notRegisteredForRequest }
        return welfare
    }

    func check(_ question: InquiryQuestion) throws {
        let (catalogue, peer) = (try catalogue.get(), try peer())
        let state = try gate.perform(
            CheckInquiry.operation, by: asker, for: question.purpose,
            about: [question.subject], reason: question.reason
        ) { scope in
            try CheckInquiry.perform(
                InquiryOrder(question), catalogue: catalogue, peer: peer, in: scope)
        }
        // Outside of the operation: what it queued must stay.
        if state != .obtained { throw InquiryRefusal.codeMissing(state) }
    }

    func submit(_ questions: [InquiryQuestion]) throws -> [String: InquiryNo] {
        let catalogue = try catalogue.get()
        guard let purpose = questions.first?.purpose else { return [:] }
        return try gate.perform(
            AcceptInquiries.operation, by: asker, for: purpose,
            reason: ExchangeInquiries.reason
        ) { scope in
            try AcceptInquiries.perform(
                questions.map { InquiryOrder($0) }, catalogue: catalogue, in: scope)
        }
        .mapValues { InquiryNo(code: $0.code, message: $0.message) }
    }

    func courses(
        of numbers: [String], for purpose: Purpose
    ) throws -> [String: [InquiryNews]] {
        try gate.perform(TellCourses.operation, by: asker, for: purpose) { scope in
            try TellCourses.perform(numbers, in: scope)
        }
        .mapValues { told in
            told.course.steps.compactMap { step in
                InquiryEvent(step.phase).map {
                    InquiryNews(
                        event: $0, at: step.at, reason: step.reason,
                        dueOn: told.expiresAt.dayInJapan)
                }
            }
        }
    }

    func tell(_ words: [InquiryWord], for purpose: Purpose) throws {
        try gate.perform(TakeDecisions.operation, by: asker, for: purpose) { scope in
            try TakeDecisions.perform(
                words.map { word in
                    switch word {
                    case .withdraw(let number, let reason):
                        (number, InquiryDecision.withdraw(because: reason))
                    case .stored(let number): (number, InquiryDecision.stored)
                    case .confirmed(let number): (number, InquiryDecision.confirmed)
                    }
                }, in: scope)
        }
    }
}

extension InquiryOrder {
    fileprivate init(_ question: InquiryQuestion) {
        self.init(
            number: question.number, addressee: question.subject, purpose: question.purpose,
            procedure: question.procedure, item: question.item, aboutOn: question.aboutOn,
            reason: question.reason, officer: question.officer)
    }
}

extension InquiryEvent {
    /// What System 1 is told of a phase; the inside of System 2 is not its business.
    fileprivate init?(_ phase: InquiryPhase) {
        switch phase {
        case .sent: self = .sent
        case .permitted: self = .permitted
        case .answered: self = .answered
        case .refused: self = .refused
        case .withdrawn: self = .withdrawn
        case .expired: self = .expired
        case .requested, .converted, .sending, .stored, .confirmed, .withdrawalAsked: return nil
        }
    }
}

extension InquiryChoices {
    fileprivate init(_ catalogue: InquiryCatalogue) {
        self.init(
            version: catalogue.name, isConfirmed: catalogue.isConfirmed,
            procedures: catalogue.procedures.map { procedure in
                Procedure(
                    code: procedure.code, title: procedure.title, purpose: procedure.purpose,
                    items: procedure.items.map { item in
                        Item(
                            code: item.code, title: item.title, provider: item.provider,
                            legalBasis: item.legalBasis,
                            consent: item.consent.flatMap(ConsentMatter.init),
                            isConfirmed: item.isConfirmed && procedure.isConfirmed,
                            source: item.source)
                    })
            })
    }
}
