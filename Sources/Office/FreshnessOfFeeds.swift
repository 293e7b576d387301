// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Links

extension Installation {
    /// How old the news of other offices are: letters stop beyond the limit of the layouts.
    public var freshness: any FeedFreshness {
        LinkFreshness(layouts: layouts, directory: directory)
    }
}
