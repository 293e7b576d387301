// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Safeguards
public import Vocabulary

/// Whether System 2 would take a question now. Somebody without a 符号 is queued for one.
public enum CheckInquiry {
    public static let operation = OperationCode.inquire

    /// - Returns: where the 符号 stood; only 取得済 can be asked about. It is no refusal, so that the queued
    ///   request for it stays.
    /// - Throws: `InquiryRefusal.notInCatalogue`, `.otherPurpose`, `.unknownPerson`.
    public static func perform(
        _ order: InquiryOrder, catalogue: InquiryCatalogue, peer: Peer, in scope: Scope
    ) throws -> ProvisionCodeState {
        _ = try catalogue.line(
            procedure: order.procedure, item: order.item, for: order.purpose)
        scope.saw(order.addressee)
        let numbers = try ConvertNumbers.toIntegrated([order.addressee], from: peer, in: scope)
        guard let integrated = numbers.converted.first?.to,
            let person = try CodeBook.persons([integrated], from: scope.db)[integrated]
        else { throw InquiryRefusal.unknownPerson }
        let state = try CodeBook.states([person], from: scope.db)[person]
        guard let state, state != .failed else {
            try CodeBook.want(person, for: order.purpose, in: scope)
            return state ?? .notAsked
        }
        return state
    }
}

/// ② Takes orders of System 1 over. The same number a second time changes nothing.
public enum AcceptInquiries {
    public static let operation = OperationCode.inquire

    /// - Returns: why orders were not taken, by number.
    public static func perform(
        _ orders: [InquiryOrder], catalogue: InquiryCatalogue, in scope: Scope
    ) throws -> [String: InquiryRefusal] {
        let known = try OrderBook.orders(orders.map(\.number), from: scope.db)
        var refused: [String: InquiryRefusal] = [:]
        let days = Int64(catalogue.terms.answerDays)
        for order in orders {
            scope.saw(order.addressee)
            if let before = known[order.number] {
                if before.order != order { refused[order.number] = .numberTaken }
                continue
            }
            do throws(InquiryRefusal) {
                _ = try catalogue.line(
                    procedure: order.procedure, item: order.item, for: order.purpose)
            } catch {
                refused[order.number] = error
                continue
            }
            try OrderBook.add(
                order, catalogue: catalogue.name,
                expiresAt: scope.now.adding(seconds: days * 86_400), in: scope)
        }
        scope.counted(orders.count - refused.count)
        return refused
    }
}

/// ⑩ How inquiries stand, for System 1; no number of System 2 in it.
public enum TellCourses {
    public static let operation = OperationCode.relayInquiry

    /// The course of an inquiry and when it expires.
    public struct Told: Sendable, Hashable {
        public let course: InquiryCourse
        public let expiresAt: Instant
    }

    public static func perform(
        _ numbers: [String], in scope: Scope
    ) throws -> [String: Told] {
        let orders = try OrderBook.orders(numbers, from: scope.db)
        scope.saw(orders.values.map(\.order.addressee))
        return orders.mapValues { Told(course: $0.course, expiresAt: $0.expiresAt) }
    }
}

/// What System 1 has decided about an inquiry.
public enum InquiryDecision: Sendable, Hashable {
    case withdraw(because: String)
    case stored
    case confirmed
}

/// Takes decisions of System 1 over; repeating one changes nothing, unknown numbers are passed over.
public enum TakeDecisions {
    public static let operation = OperationCode.relayInquiry

    public static func perform(
        _ decisions: [(number: String, decision: InquiryDecision)], in scope: Scope
    ) throws {
        var orders = try OrderBook.orders(decisions.map(\.number), from: scope.db)
        scope.saw(orders.values.map(\.order.addressee))
        for (number, decision) in decisions {
            guard var stored = orders[number] else { continue }
            let step: InquiryCourse.Step =
                switch decision {
                case .withdraw(let reason):
                    .init(.withdrawalAsked, at: scope.now, reason: reason)
                case .stored: .init(.stored, at: scope.now)
                case .confirmed: .init(.confirmed, at: scope.now)
                }
            guard stored.course.mayFollow(step.phase) else { continue }
            try OrderBook.add([step], to: &stored, in: scope)
            try OrderBook.wait(
                stored.id, until: stored.course.phase == .stored ? .never : scope.now,
                attempts: 0, trouble: nil, in: scope)
            orders[number] = stored
        }
    }
}

extension Instant {
    /// Behind every moment: work that waits for somebody else.
    static let never = Instant(microseconds: .max)
}
