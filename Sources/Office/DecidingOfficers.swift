// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
import Payments

extension Installation {
    /// Who decided about a child, in every area: none of them rules on an appeal against it.
    public var decisionHands: [any DecisionHands] {
        [EntitlementHands(), HandsInBenefits(), HandsInPayments()]
    }
}
