// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// Takes due work from the queue and makes each piece ready to be sent: ③ numbers are exchanged, what
/// need not be sent ends here. No call is made inside.
enum TakeRelayWork {
    static let operation = OperationCode.relayInquiry

    static func perform(
        limit: Int, catalogue: InquiryCatalogue, peer: Peer, in scope: Scope
    ) throws -> (jobs: [RelayJob], report: RelayReport) {
        let lease = scope.now.adding(seconds: Int64(catalogue.terms.leaseSeconds))
        var report = RelayReport()
        let orders = try OrderBook.take(
            scope.purpose, limit: limit, until: lease, in: scope)
        scope.saw(orders.map(\.order.addressee))
        let desk = try RelayDesk(orders, catalogue: catalogue, peer: peer, in: scope)
        var jobs = try orders.compactMap { order in
            var order = order
            return try desk.job(for: &order, &report)
        }
        jobs += try CodeBook.take(scope.purpose, limit: limit, until: lease, in: scope).map {
            $0.state == .notAsked ? .requestCode($0) : .pollCode($0)
        }
        scope.counted(jobs.count)
        if jobs.isEmpty { scope.note("idle") }
        return (jobs, report)
    }
}

/// What one scope knows of the persons of its orders, asked for at once.
struct RelayDesk {
    let catalogue: InquiryCatalogue
    let scope: Scope
    private var integrated: [AddresseeNumber: AddresseeNumber] = [:]
    private var persons: [AddresseeNumber: Int64] = [:]
    private var codes: [Int64: ProvisionCodeState] = [:]
    private var withheld: Set<AddresseeNumber> = []

    init(
        _ orders: [StoredOrder], catalogue: InquiryCatalogue, peer: Peer, in scope: Scope
    ) throws {
        self.catalogue = catalogue
        self.scope = scope
        let numbers = Set(orders.map(\.order.addressee)).sorted()
        guard !numbers.isEmpty else { return }
        for row in try ConvertNumbers.toIntegrated(numbers, from: peer, in: scope).converted {
            integrated[row.from] = row.to
        }
        persons = try CodeBook.persons(Array(integrated.values), from: scope.db)
        codes = try CodeBook.states(Array(persons.values), from: scope.db)
        withheld = Set(
            try ResidentBook.residents(numbers, in: scope).values.filter(\.isProtected)
                .map(\.addressee))
    }

    /// What has to be called for an order; `nil` where nothing has to.
    func job(for order: inout StoredOrder, _ report: inout RelayReport) throws -> RelayJob? {
        let course = order.course
        if course.isWithdrawalAsked, course.phase == .answered || !course.mayBeKnownOutside {
            let reason = course.step(.withdrawalAsked)?.reason ?? ""
            try end(&order, .withdrawn, because: reason, &report)
            return nil
        }
        if course.mayFollow(.expired), scope.now >= order.expiresAt {
            try end(&order, .expired, because: "回答の期限を過ぎました", &report)
            return nil
        }
        switch course.phase {
        case .requested, .converted, .sending: return try send(&order, &report)
        case .sent, .permitted:
            return course.isWithdrawalAsked ? .withdraw(order) : .poll(order)
        case .answered: return .fetch(order)
        case .stored, .confirmed, .refused, .withdrawalAsked, .withdrawn, .expired: return nil
        }
    }

    private func send(_ order: inout StoredOrder, _ report: inout RelayReport) throws -> RelayJob? {
        let number = order.order.addressee
        guard let integrated = integrated[number], let person = persons[integrated] else {
            try end(&order, .refused, because: InquiryRefusal.unknownPerson.message, &report)
            return nil
        }
        let line: CatalogueLine
        do throws(InquiryRefusal) {
            line = try catalogue.line(
                procedure: order.order.procedure, item: order.order.item,
                for: order.order.purpose)
        } catch {
            try end(&order, .refused, because: error.message, &report)
            return nil
        }
        let isRepeat = order.course.phase == .sending
        let state = codes[person] ?? .notAsked
        if !isRepeat, state != .obtained {
            let refusal = InquiryRefusal.codeMissing(state)
            try end(&order, .refused, because: refusal.message, &report)
            return nil
        }
        if !isRepeat {
            var steps = [InquiryCourse.Step(.sending, at: scope.now)]
            if order.course.phase == .requested {
                steps.insert(InquiryCourse.Step(.converted, at: scope.now), at: 0)
            }
            try OrderBook.add(steps, to: &order, in: scope)
        }
        let message = InquiryMessage(
            number: order.order.number, person: integrated, procedure: line.procedure.code,
            item: line.item.code, legalBasis: line.item.legalBasis,
            aboutOn: order.order.aboutOn)
        return .register(order, message, isRepeat: isRepeat)
    }

    /// Ends an order, with its row in the record where somebody outside may know of it.
    func end(
        _ order: inout StoredOrder, _ phase: InquiryPhase, because reason: String,
        permit: String? = nil, _ report: inout RelayReport
    ) throws {
        let wasOutside = order.course.mayBeKnownOutside
        try OrderBook.add(
            [InquiryCourse.Step(phase, at: scope.now, detail: permit, reason: reason)],
            to: &order, in: scope)
        switch phase {
        case .refused: report.refused += 1
        case .expired: report.expired += 1
        default: report.withdrawn += 1
        }
        guard wasOutside, let entry = entry(of: order) else { return }
        try RecordBook.note(
            phase == .refused ? .refused : .withdrawn, of: entry, refusal: reason,
            permit: permit ?? order.course.step(.permitted)?.detail, in: scope)
    }

    /// The row of the record of an order; `nil` where nobody knows the person or the pair any more.
    func entry(of order: StoredOrder) -> RecordBook.Entry? {
        guard let integrated = integrated[order.order.addressee],
            let person = persons[integrated],
            let line = try? catalogue.line(
                procedure: order.order.procedure, item: order.order.item,
                for: order.order.purpose)
        else { return nil }
        return RecordBook.Entry(
            order: order.order, person: person, inquirer: catalogue.inquirer, line: line,
            requestedAt: order.course.steps[0].at,
            isWithheld: withheld.contains(order.order.addressee))
    }

    /// Whether a number of System 2 still means the person of an order.
    func isAbout(_ integrated: AddresseeNumber, _ order: StoredOrder) -> Bool {
        self.integrated[order.order.addressee] == integrated
    }
}
