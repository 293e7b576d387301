// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// Writes what the calls of a run brought: steps of courses, the record of 番号法23条, states of 符号, and
/// when to try again.
enum RecordOutcomes {
    static let operation = OperationCode.relayInquiry

    /// - Returns: answers that were checked, for System 1.
    static func perform(
        _ outcomes: [RelayOutcome], catalogue: InquiryCatalogue, peer: Peer, in scope: Scope
    ) throws -> (answers: [VerifiedAnswer], report: RelayReport) {
        var report = RelayReport()
        report.calls = outcomes.count
        // Somebody may have decided meanwhile: the courses are read again.
        let orders = try OrderBook.orders(
            outcomes.compactMap(\.order?.order.number), from: scope.db)
        let desk = try RelayDesk(
            Array(orders.values), catalogue: catalogue, peer: peer, in: scope)
        scope.saw(orders.values.map(\.order.addressee))
        var answers: [VerifiedAnswer] = []
        for outcome in outcomes {
            if let number = outcome.order?.order.number, var order = orders[number] {
                guard !order.course.phase.isEnd else { continue }
                switch outcome {
                case .state(_, let state): try take(state, &order, desk, &report)
                case .result(_, let result):
                    if let answer = try take(result, &order, desk, &report) {
                        answers.append(answer)
                    }
                case .orderTrouble(_, let trouble):
                    try take(trouble, &order, desk, &report)
                case .code, .codeTrouble: break
                }
            } else {
                try takeCode(outcome, catalogue, &report, in: scope)
            }
        }
        scope.counted(outcomes.count)
        return (answers, report)
    }

    /// The server may be several steps ahead: each is written, none is skipped.
    private static func take(
        _ state: InquiryState, _ order: inout StoredOrder, _ desk: RelayDesk,
        _ report: inout RelayReport
    ) throws {
        let before = order.course
        var steps: [InquiryCourse.Step] = []
        if before.phase == .sending {
            steps.append(.init(.sent, at: state.at, detail: state.receipt))
            report.sent += 1
        }
        let permit = before.step(.permitted)?.detail ?? state.permit?.id
        if let fresh = state.permit, before.step(.permitted) == nil {
            guard fresh.inquiry == order.order.number else {
                return try refuse(&order, steps, .permitForeign, permit: fresh.id, desk, &report)
            }
            steps.append(.init(.permitted, at: fresh.issuedAt, detail: fresh.id))
        }
        if state.stage == .answered, before.phase != .answered {
            guard permit != nil else {
                return try refuse(&order, steps, .permitMissing, permit: nil, desk, &report)
            }
            steps.append(.init(.answered, at: state.at))
            report.answered += 1
        }
        try OrderBook.add(steps, to: &order, in: desk.scope)
        if let entry = desk.entry(of: order) {
            if order.course.step(.sent) != nil {
                try RecordBook.note(.asked, of: entry, in: desk.scope)
            }
            if let permit {
                try RecordBook.note(.underWay, of: entry, permit: permit, in: desk.scope)
            }
        }
        report.moved += steps.isEmpty ? 0 : 1
        switch state.stage {
        case .refused:
            let reason = desk.catalogue.reason(state.refusal ?? "")
            try desk.end(&order, .refused, because: reason, permit: permit, &report)
        case .withdrawn:
            let reason = order.course.step(.withdrawalAsked)?.reason ?? "中間サーバーで取りやめになりました"
            try desk.end(&order, .withdrawn, because: reason, permit: permit, &report)
        case .answered:
            // Fetched in this run already, or withdrawn by the next one.
            try OrderBook.wait(
                order.id, until: desk.scope.now, attempts: 0, trouble: nil, in: desk.scope)
        case .accepted, .permitted:
            let attempts = steps.isEmpty ? order.attempts + 1 : 0
            try OrderBook.wait(
                order.id,
                until: desk.scope.now.adding(
                    seconds: desk.catalogue.terms.wait(after: attempts)),
                attempts: attempts, trouble: nil, in: desk.scope)
        }
    }

    private static func refuse(
        _ order: inout StoredOrder, _ steps: [InquiryCourse.Step], _ refusal: InquiryRefusal,
        permit: String?, _ desk: RelayDesk, _ report: inout RelayReport
    ) throws {
        try OrderBook.add(steps, to: &order, in: desk.scope)
        try desk.end(&order, .refused, because: refusal.message, permit: permit, &report)
    }

    /// ⑯⑰ Permit, person and item must be those of the question; only items of the catalogue go on.
    private static func take(
        _ result: InquiryResult, _ order: inout StoredOrder, _ desk: RelayDesk,
        _ report: inout RelayReport
    ) throws -> VerifiedAnswer? {
        let seen = order.course.step(.permitted)?.detail
        do throws(InquiryRefusal) {
            try Permit.check(
                result.permit, of: order.order.number, seen: seen, providedAt: result.providedAt)
            guard result.number == order.order.number, result.item == order.order.item,
                desk.isAbout(result.person, order)
            else { throw .answerForeign }
        } catch {
            try refuse(&order, [], error, permit: result.permit?.id, desk, &report)
            return nil
        }
        guard let entry = desk.entry(of: order) else {
            try refuse(&order, [], .notInCatalogue, permit: seen, desk, &report)
            return nil
        }
        try RecordBook.note(
            .provided, of: entry, provider: result.provider,
            // Clocks differ: what was provided was not provided before it was asked for.
            providedAt: max(result.providedAt, entry.requestedAt), permit: seen, in: desk.scope)
        let values = entry.line.item.fields.compactMap { field in
            result.values.first { $0.field == field.code }.map {
                VerifiedAnswer.Value(title: field.title, value: $0.value)
            }
        }
        return VerifiedAnswer(
            number: order.order.number, addressee: order.order.addressee,
            purpose: order.order.purpose, provider: result.provider, values: values)
    }

    private static func take(
        _ trouble: ServerTrouble, _ order: inout StoredOrder, _ desk: RelayDesk,
        _ report: inout RelayReport
    ) throws {
        if case .refused(let code) = trouble {
            return try desk.end(
                &order, .refused, because: desk.catalogue.reason(code), &report)
        }
        report.troubles.append("\(order.order.number) \(trouble.words)")
        let attempts = order.attempts + 1
        try OrderBook.wait(
            order.id,
            until: desk.scope.now.adding(seconds: desk.catalogue.terms.wait(after: attempts)),
            attempts: attempts, trouble: trouble.words, in: desk.scope)
    }

    private static func takeCode(
        _ outcome: RelayOutcome, _ catalogue: InquiryCatalogue, _ report: inout RelayReport,
        in scope: Scope
    ) throws {
        func wait(_ request: CodeBook.Request, _ trouble: String?, isOver: Bool) throws {
            let attempts = request.attempts + 1
            try CodeBook.wait(
                request.id,
                until: scope.now.adding(seconds: catalogue.terms.wait(after: attempts)),
                attempts: attempts, trouble: trouble, isOver: isOver, in: scope)
        }
        switch outcome {
        case .code(let request, let state):
            let next: ProvisionCodeState =
                switch state.stage {
                case .asked: .asked
                case .obtained: .obtained
                case .failed: .failed
                }
            if next != request.state { try CodeBook.set(next, of: request.person, in: scope) }
            if next == .obtained { report.codes += 1 }
            try wait(request, nil, isOver: next != .asked)
        case .codeTrouble(let request, let trouble):
            if trouble.isTransient {
                report.troubles.append("\(request.serial) \(trouble.words)")
                try wait(request, trouble.words, isOver: false)
            } else {
                try CodeBook.set(.failed, of: request.person, in: scope)
                try wait(request, trouble.words, isOver: true)
            }
        case .state, .result, .orderTrouble: break
        }
    }
}

extension RelayOutcome {
    fileprivate var order: StoredOrder? {
        switch self {
        case .state(let order, _), .result(let order, _), .orderTrouble(let order, _): order
        case .code, .codeTrouble: nil
        }
    }
}
