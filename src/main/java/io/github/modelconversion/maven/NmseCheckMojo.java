package io.github.modelconversion.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks whether a converted model still computes what its original computes: compares the logits that both wrote for
 * the same prompt and breaks the build when their normalised mean squared error (NMSE) is not below the limit.
 *
 * <pre>{@code
 * <plugin>
 *   <groupId>io.github.modelconversion</groupId>
 *   <artifactId>model-conversion-maven-plugin</artifactId>
 *   <version>...</version>
 *   <executions>
 *     <execution>
 *       <goals>
 *         <goal>nmse-check</goal>
 *       </goals>
 *       <configuration>
 *         <modelPath>models/tiny</modelPath>
 *         <convertedModel>models/tiny-Q8_0.gguf</convertedModel>
 *       </configuration>
 *     </execution>
 *   </executions>
 * </plugin>
 * }</pre>
 *
 * <p>This compares <code>data/pytorch-tiny.bin</code> with <code>data/llamacpp-tiny-Q8_0.bin</code>. An empty parameter
 * counts as not set, and relative paths lie below the project, or below the working directory when there is no pom.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class NmseCheckMojo extends ComparingMojo {}
