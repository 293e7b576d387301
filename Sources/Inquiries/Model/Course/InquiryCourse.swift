// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The course of one inquiry: the 19 steps as a list of facts and a fold over them. Pure; a step that may
/// not follow is refused, so that an answer without a permit can never be taken in.
public struct InquiryCourse: Sendable, Hashable {
    /// One step.
    public struct Step: Sendable, Hashable {
        public let phase: InquiryPhase
        /// When it happened, as far as the other side says.
        public let at: Instant
        /// Number of the receipt or of the permit.
        public let detail: String?
        /// Why it ended, in words.
        public let reason: String?

        public init(
            _ phase: InquiryPhase, at: Instant, detail: String? = nil, reason: String? = nil
        ) {
            self.phase = phase
            self.at = at
            self.detail = detail
            self.reason = reason
        }
    }

    public private(set) var steps: [Step] = []
    /// Where it stands; a withdrawal that was only asked for does not move it.
    public private(set) var phase = InquiryPhase.requested
    public private(set) var isWithdrawalAsked = false

    /// A course begins when System 1 hands an inquiry over.
    public init(at moment: Instant) { steps = [Step(.requested, at: moment)] }

    /// Folds steps that were recorded.
    /// - Throws: `InquiryRefusal.outOfOrder`.
    public init(_ recorded: [Step]) throws(InquiryRefusal) {
        guard let first = recorded.first, first.phase == .requested else {
            throw .outOfOrder(recorded.first?.phase ?? .confirmed, after: .requested)
        }
        steps = [first]
        for step in recorded.dropFirst() { try add(step) }
    }

    /// Adds a step.
    /// - Throws: `InquiryRefusal.outOfOrder`; then nothing has changed.
    public mutating func add(_ step: Step) throws(InquiryRefusal) {
        guard mayFollow(step.phase) else { throw .outOfOrder(step.phase, after: phase) }
        steps.append(step)
        if step.phase == .withdrawalAsked {
            isWithdrawalAsked = true
        } else {
            phase = step.phase
        }
    }

    /// Whether a step may come now.
    public func mayFollow(_ next: InquiryPhase) -> Bool {
        guard !phase.isEnd, let place = InquiryPhase.line.firstIndex(of: phase) else {
            return false
        }
        switch next {
        case .requested: return false
        case .withdrawalAsked: return !isWithdrawalAsked && phase < .stored
        case .refused, .withdrawn: return phase < .stored
        case .expired: return phase < .answered
        // What was withdrawn is not taken in any more, however late the other side answers.
        case .stored where isWithdrawalAsked: return false
        case .converted, .sending, .sent, .permitted, .answered, .stored, .confirmed:
            return InquiryPhase.line.firstIndex(of: next) == place + 1
        }
    }

    /// Whether the other side knows of it, or may know.
    public var mayBeKnownOutside: Bool { steps.contains { $0.phase == .sending } }

    /// The first step of a kind.
    public func step(_ phase: InquiryPhase) -> Step? { steps.first { $0.phase == phase } }
}

extension InquiryPhase {
    /// Order on the line; ends stand behind it.
    fileprivate static func < (left: InquiryPhase, right: InquiryPhase) -> Bool {
        (line.firstIndex(of: left) ?? line.count) < (line.firstIndex(of: right) ?? line.count)
    }
}
