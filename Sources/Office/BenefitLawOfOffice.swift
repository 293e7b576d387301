// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Entitlement

extension Installation {
    /// What the rules say about amounts, with where households are known for co-payments that ask
    /// about income or about the order of children.
    public var benefitLaw: BenefitLaw { BenefitLaw(law: law, directory: directory) }

    /// What the prefecture's rule says about amounts (県補助), with the same households; `nil` where
    /// the municipality's book names no prefecture's.
    public var subsidyLaw: BenefitLaw? {
        subsidyBook.map { book in
            BenefitLaw(
                law: EligibilityLaw(book: book, office: law.office, incomes: law.incomes),
                directory: directory)
        }
    }
}
