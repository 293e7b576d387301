// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 治療用装具: the family pays the maker in full, the insurer decides what it allows (療養費) and pays
/// its part of that; what is left of the allowed sum is the scheme's.
public struct Appliance: Hashable, Sendable {
    /// What it is: コルセット, 弱視用眼鏡 ….
    public var name: String
    /// The day of the doctor's order; `nil` where the paper is missing.
    public var orderedOn: CivilDate?
    /// The insurer's decision; `nil` while it is awaited.
    public var decision: Decision?

    /// 療養費支給決定.
    public struct Decision: Hashable, Sendable {
        /// 支給対象額: the cost that the insurer allows (10割).
        public var allowed: Yen
        /// 支給額 of the insurer.
        public var paid: Yen
        public var decidedOn: CivilDate

        public init(allowed: Yen, paid: Yen, decidedOn: CivilDate) {
            self.allowed = allowed
            self.paid = paid
            self.decidedOn = decidedOn
        }
    }

    public init(name: String, orderedOn: CivilDate?, decision: Decision? = nil) {
        self.name = name
        self.orderedOn = orderedOn
        self.decision = decision
    }
}
