// SPDX-License-Identifier: Apache-2.0
public import Benefits

extension Installation {
    /// What the rules say about amounts, with where households are known for co-payments that ask
    /// about income or about the order of children.
    public var benefitLaw: BenefitLaw { BenefitLaw(law: law, directory: directory) }
}
