// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

extension EndEvent {
    /// What a notification says that the book may let last to the end of a month; `nil` where the
    /// entitlement ends on its day whatever the book says.
    public init?(_ reason: ApplicationReason) {
        switch reason {
        case .movingOut: self = .moveOut
        case .insuranceLost: self = .insuranceLost
        case .publicAssistance, .facilityOrFosterCare, .marriage, .otherScheme: self = .exclusion
        default: return nil
        }
    }
}
