package io.gossip.testkit.laws;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of laws as a build does, to see which of them fail. */
public final class LawRun implements TestExecutionListener {
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private LawRun() {}

    /** @return the run of one law, or of all when the name is empty */
    static LawRun of(final Class<?> laws, final String name) {
        final LawRun run = new LawRun();
        final LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(laws))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(!test.isTest()
                        || name.isEmpty()
                        || test.getDisplayName().startsWith(name)))
                .configurationParameter("jqwik.tries.default", "5000")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.database", "target/jqwik-database-of-broken")
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    /** @return the run of one test method of JUnit Jupiter, with all its parameters */
    public static LawRun ofMethod(final Class<?> tests, final String name) {
        final LawRun run = new LawRun();
        final LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(isMethod(test, name)))
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    private static boolean isMethod(final TestDescriptor test, final String name) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName().equals(name))
                .orElse(true);
    }

    @Override
    public void executionFinished(final TestIdentifier test, final TestExecutionResult result) {
        if (test.isTest()) {
            final boolean isPassed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            (isPassed ? passed : failed).add(test.getDisplayName());
        }
    }

    public List<String> passed() {
        return passed;
    }

    public List<String> failed() {
        return failed;
    }
}
