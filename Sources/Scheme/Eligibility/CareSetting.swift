// SPDX-License-Identifier: Apache-2.0

/// Out-patient or in-patient care (入外区分); a book may set other ages for each.
public enum CareSetting: String, Sendable, CaseIterable, Hashable {
    case outpatient
    case inpatient

    public init(isInpatient: Bool) { self = isInpatient ? .inpatient : .outpatient }
}
