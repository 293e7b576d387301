// SPDX-License-Identifier: Apache-2.0
import Entitlement

/// The classes of 見本市's book.
extension CertificateClass {
    static let preschool = CertificateClass("preschool")
    static let school = CertificateClass("school")
    static let highSchoolAge = CertificateClass("high-school-age")
    static let inpatientOnly = CertificateClass("inpatient-only")
    static let outpatientOnly = CertificateClass("outpatient-only")
}
